package io.matriarch.postgres.tasks;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Role;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import io.matriarch.postgres.process.Poll;
import io.matriarch.postgres.process.Signals.Signal;
import java.time.Duration;

/** Stops the server. */
public final class StopTask {
  private static final Duration AFTER_QUIT = Duration.ofSeconds(5);

  private final Instance instance;
  private final StopPreparation preparation;

  public StopTask(Instance instance, Checkpoints checkpoints) {
    this.instance = instance;
    this.preparation = new StopPreparation(instance, checkpoints);
  }

  public void run(StopMode mode, TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    boolean ran = instance.postmaster().alive();
    Role role = instance.kind();
    stop(mode, task);
    if (ran) {
      instance.callbacks().stopped(role);
    }
  }

  /** The same, of which nobody is told. */
  void stop(StopMode mode, TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    task.checkCancelled();
    if (!instance.data().holdsData()) {
      endWithoutData();
      return;
    }
    if (mode == StopMode.GRACEFUL && instance.postmaster().acceptsConnections()) {
      preparation.run(task);
      task.checkCancelled();
    }
    if (mode != StopMode.IMMEDIATE && instance.postmaster().alive()) {
      instance.asking().beforeStop(instance.postmaster()::alive, task);
    }
    instance.postmaster().signal(mode == StopMode.IMMEDIATE ? Signal.QUIT : Signal.INT);
    if (mode == StopMode.IMMEDIATE) {
      awaitEndAfterQuit();
    } else {
      awaitShutdown(task);
    }
    instance.admin().close();
    instance.postmaster().endStrays(instance.in(AFTER_QUIT));
  }

  /** Nobody could see whether it stops in an orderly way, and there is nothing to start again. */
  private void endWithoutData() throws ResourceException, TaskCancelled, InterruptedException {
    if (instance.postmaster().signal(Signal.QUIT)) {
      awaitEndAfterQuit();
      instance.admin().close();
    }
  }

  private void awaitShutdown(TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    ShutdownWatch watch = new ShutdownWatch(instance, task);
    boolean ended =
        Poll.until(
            () -> {
              task.checkCancelled();
              boolean gone = !instance.postmaster().alive();
              watch.look(gone);
              return gone || watch.isOverdue();
            },
            task.deadline(),
            instance.ticker());
    if (ended && !instance.postmaster().alive()) {
      return;
    }
    if (!watch.isFinal()) {
      throw new ResourceException("PostgreSQL did not stop in time");
    }
    // Everything is saved; only archiving hangs. What is not archived yet will be after the start.
    task.stage(TaskStage.progress("archiving hangs; ending the server without it"));
    instance.postmaster().signal(Signal.QUIT);
    awaitEndAfterQuit();
  }

  private void awaitEndAfterQuit() throws ResourceException, TaskCancelled, InterruptedException {
    MonoTime limit = instance.in(AFTER_QUIT);
    if (!instance.postmaster().awaitEnd(limit)) {
      instance.postmaster().fence();
    }
    if (instance.postmaster().alive()) {
      throw new ResourceException("PostgreSQL cannot be ended");
    }
  }
}
