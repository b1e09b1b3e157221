package io.matriarch.postgres.tasks;

import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import io.matriarch.postgres.parameters.ConnInfo;
import io.matriarch.postgres.parameters.EffectiveSettings;
import io.matriarch.postgres.process.CommandResult;
import io.matriarch.postgres.timeline.Comparison;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Undoes with {@code pg_rewind} what the local copy has and the source has not. */
public final class RealignTask {
  private final Instance instance;
  private final StopTask stop;
  private final Comparison comparison;

  public RealignTask(Instance instance, StopTask stop, Comparison comparison) {
    this.instance = instance;
    this.stop = stop;
    this.comparison = comparison;
  }

  public void run(FollowRequest request, TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    task.checkCancelled();
    if (instance.realignMark().stands()) {
      throw new ResourceException(instance.realignMark().complaint());
    }
    EffectiveSettings settings = instance.configure(request.clusterConfig());
    stop.run(StopMode.FAST, task);
    int major = instance.programs().major(task.deadline());
    instance.passFile().write(request.source());
    try {
      if (!instance.control().read(task.deadline()).isShutDown()) {
        recoverAlone(task);
      }
      refuseTwins(request, task);
      new UnarchivedWal(instance).archive(task.deadline());
      task.stage(TaskStage.progress("pg_rewind from " + request.source().name()));
      instance.realignMark().set();
      rewind(request, settings, task);
      instance.realignMark().remove();
    } finally {
      // The source's files may have replaced ours, and whatever happened, this is no primary now.
      becomeReplica(request, settings, major);
    }
  }

  /** Only now does the control file tell for sure on which timeline a crashed primary was. */
  private void refuseTwins(FollowRequest request, TaskContext task)
      throws ResourceException, InterruptedException {
    if (comparison.twins(request.source(), instance.limit(task))) {
      throw new ResourceException(
          request.source().name()
              + " and this node were both primary on one timeline: pg_rewind cannot undo that");
    }
  }

  /** pg_rewind wants a clean shutdown; a server without clients recovers and shuts down. */
  private void recoverAlone(TaskContext task) throws ResourceException, InterruptedException {
    task.stage(TaskStage.progress("crash recovery in single-user mode"));
    try {
      instance.data().removeStandbySignal();
    } catch (IOException e) {
      throw new ResourceException("cannot remove standby.signal: " + e.getMessage(), e);
    }
    // An archive command that always fails keeps what is not archived, and what pg_rewind needs.
    CommandResult result =
        instance
            .runner()
            .run(
                List.of(
                    instance.programs().path("postgres"),
                    "--single",
                    "-D",
                    instance.data().path().toString(),
                    "-c",
                    "archive_mode=on",
                    "-c",
                    "archive_command=false",
                    "template1"),
                Map.of("LC_ALL", "C"),
                task.deadline());
    if (!result.succeeded()) {
      throw new ResourceException("crash recovery failed: " + result.complaint());
    }
  }

  private void rewind(FollowRequest request, EffectiveSettings settings, TaskContext task)
      throws ResourceException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                instance.programs().path("pg_rewind"),
                "-D",
                instance.data().path().toString(),
                "--source-server",
                ConnInfo.rewind(instance.config(), request.source())));
    if (!settings.recovery().getOrDefault("restore_command", "").isBlank()) {
      command.add("--restore-target-wal");
    }
    CommandResult result =
        instance
            .runner()
            .run(command, ConnInfo.environment(instance.config().passFile()), task.deadline());
    if (!result.succeeded()) {
      throw new ResourceException("pg_rewind failed: " + result.complaint());
    }
  }

  private void becomeReplica(FollowRequest request, EffectiveSettings settings, int major)
      throws ResourceException {
    try {
      instance.data().createStandbySignal();
    } catch (IOException e) {
      throw new ResourceException("cannot write standby.signal: " + e.getMessage(), e);
    }
    instance.files().write(settings, Optional.of(request.source()), request.clusterConfig(), major);
  }
}
