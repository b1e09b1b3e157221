package io.matriarch.postgres.tasks;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.Role;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.ResourceReport.DataState;
import io.matriarch.core.resource.StartRequest;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import io.matriarch.postgres.control.ControlFile;
import io.matriarch.postgres.control.DataDirectory;
import io.matriarch.postgres.parameters.EffectiveSettings;
import io.matriarch.postgres.parameters.ServerRole;
import io.matriarch.postgres.process.Poll;
import io.matriarch.postgres.process.Signals.Signal;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Starts the server, as replica or as primary. */
public final class StartTask {
  private static final Duration STRAYS_END = Duration.ofSeconds(5);

  private final Instance instance;
  private final Aftermath aftermath;
  private final PromoteTask promote;

  public StartTask(Instance instance, Aftermath aftermath, PromoteTask promote) {
    this.instance = instance;
    this.aftermath = aftermath;
    this.promote = promote;
  }

  /**
   * Data of a replica is never started writable as it is: it starts as replica and is promoted, so
   * that its history branches off.
   */
  public void run(StartRequest request, TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    instance.callbacks().started(start(request, instance.postmaster().fences(), task));
  }

  /**
   * The same; whoever calls says what it is to callbacks.
   *
   * @param fences how many there were when the task began that this start belongs to
   * @return what it is now
   */
  Role start(StartRequest request, long fences, TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    instance.callbacks().taskBegins();
    try {
      perform(request, fences, task);
      return request.permit().isPresent() ? Role.PRIMARY : Role.REPLICA;
    } catch (ResourceException e) {
      if (request.permit().isPresent()) {
        instance.callbacks().changed(Role.DEMOTED);
      }
      throw e;
    }
  }

  private void perform(StartRequest request, long fences, TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    aftermath.settle();
    refuseUnusableData(task);
    endFormerServer(task);
    ControlFile control = instance.control().read(task.deadline());
    EffectiveSettings settings = instance.configure(request.clusterConfig());
    boolean replicaData = instance.data().hasStandbySignal() || control.isReplica();
    boolean asReplica = request.permit().isEmpty() || replicaData;

    if (request.source().isPresent()) {
      instance.passFile().write(request.source().get());
    }
    int major = instance.programs().major(task.deadline());
    instance
        .files()
        .write(
            settings, ServerRole.of(asReplica), request.source(), request.clusterConfig(), major);
    signalFile(asReplica);
    Optional<Permit> permit = request.permit();
    if (permit.isPresent()) {
      task.passPointOfNoReturn(permit.get());
    }
    launch(
        asReplica ? settings.controlledForReplica(control.limits()) : settings.controlled(),
        fences,
        task);
    if (permit.isPresent() && asReplica) {
      promote.promote(permit.get(), task);
    }
  }

  /** Launches with these values on the command line and waits until connections are accepted. */
  void launch(Map<String, String> controlled, long fencesSeen, TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    task.checkCancelled();
    instance
        .postmaster()
        .launch(
            instance.files().commandLine(instance.programs().path("postgres"), controlled),
            fencesSeen);
    instance.hint().run();
    MonoTime limit = instance.limit(task);
    boolean ready;
    try {
      ready = Poll.until(() -> acceptsConnections(task), limit, instance.ticker());
    } catch (TaskCancelled | InterruptedException e) {
      instance.postmaster().fence();
      throw e;
    }
    if (!ready) {
      throw new ResourceException("PostgreSQL is still starting: " + complaint());
    }
    task.stage(TaskStage.progress("accepts connections"));
    instance.files().keepCopies();
  }

  private boolean acceptsConnections(TaskContext task) throws ResourceException, TaskCancelled {
    task.checkCancelled();
    if (!instance.postmaster().alive()) {
      throw new ResourceException("PostgreSQL did not start: " + complaint());
    }
    return instance.postmaster().acceptsConnections();
  }

  private String complaint() {
    return instance.postmaster().complaint();
  }

  private void refuseUnusableData(TaskContext task) throws ResourceException, InterruptedException {
    DataDirectory.Finding found =
        instance.data().inspect(instance.programs().major(task.deadline()));
    if (found.state() != DataState.PRESENT) {
      String nothing = "data directory " + instance.data().path() + " is empty";
      throw new ResourceException(found.problem().orElse(nothing), null, true);
    }
    if (instance.workMark().forbidsUse()) {
      throw new ResourceException(instance.workMark().complaint());
    }
  }

  private void endFormerServer(TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    if (instance.postmaster().isStopping()) {
      if (instance.control().read(task.deadline()).isShutDown()) {
        // All is saved; only its archiver is still busy, and goes on after the start.
        instance.postmaster().signal(Signal.QUIT);
      }
      instance.postmaster().awaitEnd(instance.limit(task));
    }
    if (instance.postmaster().alive()) {
      throw new ResourceException("PostgreSQL is running already");
    }
    instance.postmaster().endStrays(instance.in(STRAYS_END));
  }

  private void signalFile(boolean asReplica) throws ResourceException {
    try {
      if (asReplica) {
        instance.data().createStandbySignal();
      } else {
        instance.data().removeStandbySignal();
      }
    } catch (IOException e) {
      throw new ResourceException("cannot write standby.signal: " + e.getMessage(), e);
    }
  }
}
