package io.matriarch.postgres.tasks;

import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import io.matriarch.postgres.CopySettings;
import io.matriarch.postgres.ReplicaMethod;
import io.matriarch.postgres.parameters.ServerRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces the data directory by a fresh copy, by the first of the configured methods that
 * succeeds. What was there is removed, or put aside for good, only when there is another copy.
 */
public final class RebuildTask {
  private static final Logger LOG = LoggerFactory.getLogger(RebuildTask.class);

  private final Instance instance;
  private final Aftermath aftermath;
  private final StopTask stop;

  public RebuildTask(Instance instance, Aftermath aftermath, StopTask stop) {
    this.instance = instance;
    this.aftermath = aftermath;
    this.stop = stop;
  }

  public void run(FollowRequest request, TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    task.checkCancelled();
    aftermath.settle();
    Replacement place = Replacement.of(instance);
    List<ReplicaMethod> methods = instance.config().copying().methods();
    instance.passFile().write(request.source());
    CopyPreflight.Finding first = prepare(methods, request.source(), place, task);
    stop.run(StopMode.IMMEDIATE, task);
    Optional<String> worthKeeping = worthKeeping();
    List<Path> formerOnes = place.former();
    Optional<Path> old = make(methods, request, place, first, task);
    instance
        .files()
        .write(
            instance.configure(request.clusterConfig()),
            ServerRole.REPLICA,
            Optional.of(request.source()),
            request.clusterConfig(),
            instance.programs().major(task.deadline()));
    instance.workMark().remove();
    instance.memory().diverged(false);
    instance.memory().rewindUndecided();
    instance.memory().ranOutWith(OptionalLong.empty());
    // There is another copy now: what earlier ones had put aside has had its time.
    formerOnes.forEach(Replacement::remove);
    old.ifPresent(former -> retire(former, worthKeeping));
  }

  /** Nothing is touched, and a server that runs goes on, unless the first method can begin. */
  private CopyPreflight.Finding prepare(
      List<ReplicaMethod> methods, ReplicationSource source, Replacement place, TaskContext task)
      throws ResourceException {
    ReplicaMethod first = methods.get(0);
    if (first.isBaseBackup()) {
      new BaseBackup(instance, aftermath).refuseIfNotLetIn(source);
    }
    CopyPreflight.Finding finding = look(first, source, place);
    if (finding.objection().isPresent() && makeRoom(finding, place)) {
      finding = look(first, source, place);
    }
    task.stage(
        TaskStage.plan(
            RejoinPlan.copy(first, source, finding)
                + RejoinPlan.bound(instance.config().copying().patience())
                + (methods.size() > 1 ? "; if that fails by " + methods.get(1).name() : "")
                + "; the former data stay until it is complete"));
    if (methods.size() == 1) {
      refuse(finding.objection(), source);
    }
    return finding;
  }

  private static void refuse(Optional<String> objection, ReplicationSource source)
      throws ResourceException {
    if (objection.isPresent()) {
      throw new ResourceException("cannot copy from " + source.name() + ": " + objection.get());
    }
  }

  private CopyPreflight.Finding look(
      ReplicaMethod method, ReplicationSource source, Replacement place) throws ResourceException {
    return new CopyPreflight(instance).look(method, source, place);
  }

  /**
   * Removes what nobody needs, so that a copy fits: what was put aside, as long as the data that
   * are there are whole; data that no server can use, if that is allowed.
   */
  private boolean makeRoom(CopyPreflight.Finding finding, Replacement place)
      throws ResourceException {
    if (finding.objection().filter(why -> why.startsWith(Room.NONE)).isEmpty()) {
      return false;
    }
    boolean spoiled = instance.workMark().forbidsUse();
    if (!spoiled && !place.former().isEmpty()) {
      LOG.warn("{}: what was put aside earlier is removed", finding.objection().get());
      place.former().forEach(Replacement::remove);
      return true;
    }
    if (spoiled
        && instance.config().copying().removeOnRewindFailure()
        && !instance.postmaster().alive()) {
      LOG.warn("{}: the data that could not be rewound are removed", finding.objection().get());
      Replacement.remove(place.directory());
      return true;
    }
    return false;
  }

  private Optional<Path> make(
      List<ReplicaMethod> methods,
      FollowRequest request,
      Replacement place,
      CopyPreflight.Finding first,
      TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    for (int i = 0; ; i++) {
      ReplicaMethod method = methods.get(i);
      task.checkCancelled();
      try {
        CopyPreflight.Finding found = i > 0 ? look(method, request.source(), place) : first;
        refuse(found.objection(), request.source());
        return method.isBaseBackup()
            ? new BaseBackup(instance, aftermath).make(request, place, task)
            : new CustomCopy(instance).make(method, request.source(), place, task);
      } catch (ResourceException e) {
        if (Room.ranOut(String.valueOf(e.getMessage()))) {
          instance.memory().ranOutWith(OptionalLong.of(first.room().free()));
        }
        if (i + 1 >= methods.size()) {
          throw e;
        }
        LOG.warn("{}; the next replica method is tried", e.getMessage());
      }
    }
  }

  /** The setting that would allow to remove the data that are there, if it does not. */
  private Optional<String> worthKeeping() {
    CopySettings settings = instance.config().copying();
    if (instance.workMark().forbidsUse()) {
      return settings.removeOnRewindFailure()
          ? Optional.empty()
          : Optional.of("remove_data_directory_on_rewind_failure");
    }
    return settings.removeOnDivergedTimelines() || !instance.memory().hasDiverged()
        ? Optional.empty()
        : Optional.of("remove_data_directory_on_diverged_timelines");
  }

  private static void retire(Path old, Optional<String> worthKeeping) {
    if (worthKeeping.isEmpty()) {
      Replacement.remove(old);
    } else {
      LOG.warn(
          "the former data are kept as {} until the next fresh copy: remove them when nothing of"
              + " them is needed; postgresql.{} would have them removed",
          old,
          worthKeeping.get());
    }
  }
}
