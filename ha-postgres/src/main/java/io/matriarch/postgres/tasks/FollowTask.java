package io.matriarch.postgres.tasks;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Role;
import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import io.matriarch.postgres.parameters.EffectiveSettings;
import io.matriarch.postgres.parameters.ServerRole;
import io.matriarch.postgres.process.Poll;
import io.matriarch.postgres.process.Signals.Signal;
import io.matriarch.postgres.sql.SqlFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes a running replica follow a source, without a restart. One that already follows it connects
 * again at once if it has lost its stream, and no callback is told.
 */
public final class FollowTask {
  private static final Duration APPLIED_WITHIN = Duration.ofSeconds(10);

  private final Instance instance;

  public FollowTask(Instance instance) {
    this.instance = instance;
  }

  public void run(FollowRequest request, TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    task.checkCancelled();
    if (!instance.postmaster().alive() || !instance.data().hasStandbySignal()) {
      throw new ResourceException("cannot follow: PostgreSQL does not run as a replica");
    }
    EffectiveSettings settings = instance.configure(request.clusterConfig());
    int major = instance.programs().major(task.deadline());
    instance.passFile().write(request.source());
    instance
        .files()
        .write(
            settings,
            ServerRole.REPLICA,
            Optional.of(request.source()),
            request.clusterConfig(),
            major);
    String wanted = instance.files().connInfo(request.source(), major);
    MonoTime limit = MonoTime.earlier(task.deadline(), instance.in(APPLIED_WITHIN));
    boolean again = isApplied(wanted, limit, task);
    // Also if nothing has changed: a server that pauses between two attempts to connect wakes up.
    instance.postmaster().signal(Signal.HUP);
    if (again) {
      return;
    }
    if (!Poll.until(() -> isApplied(wanted, limit, task), limit, instance.ticker())) {
      throw new ResourceException(
          "the server did not take over primary_conninfo: " + instance.postmaster().complaint());
    }
    instance.callbacks().reloaded(Role.REPLICA);
  }

  private boolean isApplied(String wanted, MonoTime limit, TaskContext task)
      throws TaskCancelled, ResourceException {
    task.checkCancelled();
    try {
      return instance
          .admin()
          .call(
              limit,
              connection -> {
                try (var statement = connection.createStatement();
                    var row =
                        statement.executeQuery("SELECT current_setting('primary_conninfo')")) {
                  row.next();
                  return row.getString(1).equals(wanted);
                }
              });
    } catch (SQLException e) {
      if (SqlFailure.of(e) == SqlFailure.NO_CONNECTION_LEFT) {
        task.stage(TaskStage.progress("no connection left to see whether the server took it over"));
        return true;
      }
      throw new ResourceException("cannot see whom the server follows: " + e.getMessage(), e);
    }
  }
}
