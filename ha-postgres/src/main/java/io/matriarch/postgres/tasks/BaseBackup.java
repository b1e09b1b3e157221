package io.matriarch.postgres.tasks;

import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import io.matriarch.postgres.control.Disk;
import io.matriarch.postgres.parameters.ConnInfo;
import io.matriarch.postgres.process.CommandResult;
import io.matriarch.postgres.process.Movement;
import io.matriarch.postgres.process.Movement.Sign;
import io.matriarch.postgres.sql.SqlFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies a running server with {@code pg_basebackup}, beside the data that are there. */
final class BaseBackup {
  private static final Logger LOG = LoggerFactory.getLogger(BaseBackup.class);
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(3);

  private final Instance instance;
  private final Aftermath aftermath;

  BaseBackup(Instance instance, Aftermath aftermath) {
    this.instance = instance;
    this.aftermath = aftermath;
  }

  /** What was there before, by its new name; only a complete copy has taken its place. */
  Optional<Path> make(FollowRequest request, Replacement place, TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    Path copy = place.copy();
    try {
      aftermath.remove(copy);
      instance.data().create(copy);
      task.stage(TaskStage.progress("copying from " + request.source().name()));
      copy(request.source(), copy, task);
      task.checkCancelled();
      // Whatever starts it next must not start it as a primary.
      instance.data().write(copy.resolve("standby.signal"), "");
      Disk.sync(copy.resolve("standby.signal"));
      Disk.sync(copy);
      place.complete(copy);
      return place.takePlace();
    } catch (IOException e) {
      throw place.failed(e);
    } finally {
      aftermath.remove(copy);
      aftermath.remove(place.complete());
    }
  }

  /** A wrong role or password stays wrong; anything else that keeps us out may pass. */
  void refuseIfNotLetIn(ReplicationSource source) throws ResourceException {
    try (Connection connection =
        instance.connections().replication(source.host(), source.port(), LONGEST_CONNECT)) {
      LOG.debug("let in by {}: {}", source.name(), connection);
    } catch (SQLException e) {
      String line = e.getMessage().replaceAll("\\s+", " ");
      if (SqlFailure.of(e) == SqlFailure.NOT_ALLOWED) {
        throw new ResourceException(
            "cannot copy from "
                + source.name()
                + ": "
                + line
                + "; correct postgresql.authentication.replication, or pg_hba there",
            e,
            true);
      }
    }
  }

  private void copy(ReplicationSource source, Path target, TaskContext task)
      throws ResourceException, InterruptedException {
    int major = instance.programs().major(task.deadline());
    List<String> command =
        new ArrayList<>(
            List.of(
                instance.programs().path("pg_basebackup"),
                "--pgdata=" + target,
                "--wal-method=stream",
                "--checkpoint=fast",
                "--progress",
                "--verbose",
                "--no-password",
                "--dbname=" + ConnInfo.backup(instance.config(), source, major)));
    command.addAll(BaseBackupOptions.usable(instance.config().copying().basebackup(), major));
    Map<String, String> environment = new HashMap<>(ConnInfo.environment(instance.config()));
    environment.putAll(instance.workers().environment());
    CopyProgress progress = new CopyProgress(instance.ticker(), text -> report(source, text, task));
    CommandResult result =
        instance
            .runner()
            .run(
                command,
                environment,
                new Movement(
                    Sign.OUTPUT, instance.config().copying().patience(), instance.ticker()),
                progress::hear,
                task.deadline());
    if (!result.succeeded()) {
      throw new ResourceException("cannot copy from " + source.name() + ": " + result.complaint());
    }
  }

  private static void report(ReplicationSource source, String text, TaskContext task) {
    task.stage(TaskStage.progress("copying from " + source.name() + ": " + text));
  }
}
