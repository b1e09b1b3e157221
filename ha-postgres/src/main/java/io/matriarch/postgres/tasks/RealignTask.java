package io.matriarch.postgres.tasks;

import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import io.matriarch.postgres.ReplicaMethod;
import io.matriarch.postgres.control.WorkMark.Work;
import io.matriarch.postgres.parameters.EffectiveSettings;
import io.matriarch.postgres.parameters.ServerRole;
import io.matriarch.postgres.process.CommandResult;
import io.matriarch.postgres.timeline.Comparison;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Undoes with {@code pg_rewind} what the local copy has and the source has not. Where that cannot
 * be done it says so before anything is touched, and a fresh copy is the next step.
 */
public final class RealignTask {
  private static final Duration REFUSED_FOR = Duration.ofMinutes(1);

  private final Instance instance;
  private final Aftermath aftermath;
  private final StopTask stop;
  private final Comparison comparison;

  public RealignTask(Instance instance, Aftermath aftermath, StopTask stop, Comparison comparison) {
    this.instance = instance;
    this.aftermath = aftermath;
    this.stop = stop;
    this.comparison = comparison;
  }

  public void run(FollowRequest request, TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    task.checkCancelled();
    aftermath.settle();
    if (instance.workMark().forbidsUse()) {
      throw new ResourceException(instance.workMark().complaint());
    }
    EffectiveSettings settings = instance.configure(request.clusterConfig());
    int major = instance.programs().major(task.deadline());
    instance.passFile().write(request.source());
    plan(request.source(), settings, task);
    stop.run(StopMode.FAST, task);
    if (!instance.control().read(task.deadline()).isShutDown()
        && !new CrashRecovery(instance).run(task)) {
      throw refused("crash recovery failed");
    }
    refuseTwins(request, task);
    new UnarchivedWal(instance).archive(task.deadline());
    rewind(request, settings, major, task);
  }

  private void plan(ReplicationSource source, EffectiveSettings settings, TaskContext task)
      throws ResourceException, InterruptedException {
    RewindPreflight.Finding rewind =
        new RewindPreflight(instance, comparison)
            .look(source, Rewind.restores(settings), instance.limit(task));
    Replacement place = Replacement.of(instance);
    ReplicaMethod method = instance.config().copying().methods().get(0);
    CopyPreflight copies = new CopyPreflight(instance);
    CopyPreflight.Finding copy =
        method.isBaseBackup()
            ? copies.look(rewind.there(), source, place)
            : copies.look(method, source, place);
    String then = RejoinPlan.copy(method, source, copy);
    if (rewind.objection().isPresent()) {
      task.stage(TaskStage.plan("no rewind, since " + rewind.objection().get() + "; " + then));
      throw refused(rewind.objection().get());
    }
    task.stage(
        TaskStage.plan(
            "rewind from "
                + source.name()
                + RejoinPlan.bound(instance.config().copying().patience())
                + "; if that fails "
                + then));
    Optional<String> noRoom = RejoinPlan.rewindRoom(rewind.there(), instance.data().path());
    if (noRoom.isPresent() && copy.objection().isEmpty()) {
      throw refused(noRoom.get());
    }
    if (noRoom.isPresent()) {
      throw new ResourceException("cannot rewind: " + noRoom.get());
    }
  }

  /** Only now does the control file tell for sure on which timeline a crashed primary was. */
  private void refuseTwins(FollowRequest request, TaskContext task)
      throws ResourceException, InterruptedException {
    if (comparison.twins(request.source(), instance.limit(task))) {
      // Once it has run as a replica nothing would tell it from a copy of the source's history.
      instance.workMark().set(Work.CHANGING);
      throw refused(
          request.source().name()
              + " and this node were both primary on one timeline: pg_rewind cannot undo that");
    }
  }

  /**
   * For a while the copy is one that cannot be realigned: it is as it was, and is copied afresh.
   */
  private ResourceException refused(String why) {
    instance.memory().rewindRefused(why, instance.in(REFUSED_FOR));
    return new ResourceException("not rewound: " + why);
  }

  private void rewind(
      FollowRequest request, EffectiveSettings settings, int major, TaskContext task)
      throws ResourceException, InterruptedException {
    Rewind rewind = new Rewind(instance);
    boolean ran = false;
    try {
      CommandResult result = rewind.run(request, settings, major, task);
      ran = result.succeeded();
      if (!ran && rewind.hasChangedNothing() && !isAboutConnecting(result)) {
        throw refused("pg_rewind failed: " + result.complaint());
      }
      if (!ran) {
        throw new ResourceException("pg_rewind failed: " + result.complaint());
      }
    } finally {
      if (ran || instance.workMark().forbidsUse()) {
        // The source's files may have replaced ours, and whatever happened, this is no primary now.
        becomeReplica(request, settings, major);
      }
    }
    instance.workMark().remove();
    instance.memory().rewindUndecided();
  }

  private static boolean isAboutConnecting(CommandResult result) {
    return result.output().contains("connection to server");
  }

  private void becomeReplica(FollowRequest request, EffectiveSettings settings, int major)
      throws ResourceException, InterruptedException {
    try {
      instance.data().createStandbySignal();
    } catch (IOException e) {
      throw new ResourceException("cannot write standby.signal: " + e.getMessage(), e);
    }
    instance
        .files()
        .write(
            settings,
            ServerRole.REPLICA,
            Optional.of(request.source()),
            request.clusterConfig(),
            major);
  }
}
