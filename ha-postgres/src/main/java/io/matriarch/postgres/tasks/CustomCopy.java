package io.matriarch.postgres.tasks;

import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import io.matriarch.postgres.ReplicaMethod;
import io.matriarch.postgres.control.WorkMark;
import io.matriarch.postgres.control.WorkMark.Work;
import io.matriarch.postgres.parameters.ConnInfo;
import io.matriarch.postgres.process.CommandResult;
import io.matriarch.postgres.process.Movement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a program of the operator's make the data. It works in the data directory's own place, since
 * a tool for backups may know that place only; what was there is put aside until it has succeeded,
 * unless it wants to work on it.
 */
final class CustomCopy {
  private final Instance instance;

  CustomCopy(Instance instance) {
    this.instance = instance;
  }

  /** What was there before, by its new name, if it was put aside. */
  Optional<Path> make(
      ReplicaMethod method, ReplicationSource source, Replacement place, TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    Optional<WorkMark.Entry> before = instance.workMark().read();
    boolean done = false;
    Path aside = place.nameAside();
    // Should this process end meanwhile, nobody must take for whole what is there then.
    instance.workMark().set(mark(method, place, aside));
    Optional<Path> old = Optional.empty();
    try {
      old = method.keepData() ? Optional.empty() : place.putAside(aside);
      instance.data().prepareForScript(place.directory());
      task.stage(TaskStage.progress("creating the replica by " + method.name()));
      run(method, source, task);
      instance.data().createStandbySignal();
      done = true;
      return old;
    } catch (IOException e) {
      throw place.failed(e);
    } finally {
      if (!done && !method.keepData()) {
        undo(place, old, before);
      }
    }
  }

  private WorkMark.Entry mark(ReplicaMethod method, Replacement place, Path aside) {
    if (method.keepData()) {
      return new WorkMark.Entry(Work.CHANGING, Optional.empty(), false);
    }
    Optional<Path> former = Optional.of(aside).filter(name -> Files.exists(place.directory()));
    return new WorkMark.Entry(Work.REPLACING, former, !instance.workMark().forbidsUse());
  }

  private void undo(Replacement place, Optional<Path> old, Optional<WorkMark.Entry> before)
      throws ResourceException {
    try {
      place.putBack(old);
    } catch (IOException e) {
      throw place.failed(e);
    }
    if (before.isPresent()) {
      instance.workMark().set(before.get());
    } else {
      instance.workMark().remove();
    }
  }

  private void run(ReplicaMethod method, ReplicationSource source, TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    List<String> words = new ArrayList<>(method.command().words());
    parameters(method, source, task).forEach((key, value) -> words.add("--" + key + "=" + value));
    CommandResult result =
        instance
            .scripts()
            .run(
                words,
                environment(),
                Movement.ofUnknown(instance.config().copying().patience(), instance.ticker()),
                task.deadline(),
                () -> {
                  task.checkCancelled();
                  return false;
                });
    if (!result.succeeded()) {
      throw new ResourceException(
          "replica method %s (%s) ended with %d: %s"
              .formatted(method.name(), method.command(), result.exitCode(), result.complaint()));
    }
    if (!instance.data().holdsData()) {
      throw new ResourceException(
          "replica method %s (%s) succeeded and left no data in %s"
              .formatted(method.name(), method.command(), instance.data().path()));
    }
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(ConnInfo.environment(instance.config()));
    environment.putAll(instance.workers().environment());
    return environment;
  }

  private Map<String, String> parameters(
      ReplicaMethod method, ReplicationSource source, TaskContext task)
      throws ResourceException, InterruptedException {
    Map<String, String> parameters = new LinkedHashMap<>(method.options());
    if (!method.noParams()) {
      if (method.keepData()) {
        parameters.put("keep_data", "True");
      }
      if (method.noLeader()) {
        parameters.put("no_leader", "True");
      }
      int major = instance.programs().major(task.deadline());
      parameters.put("scope", instance.config().scope());
      parameters.put("role", "replica");
      parameters.put("datadir", instance.data().path().toString());
      parameters.put("connstring", ConnInfo.copy(instance.config(), source, major));
    }
    return parameters;
  }
}
