package io.matriarch.testkit.sim.task;

import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskStage;
import io.matriarch.testkit.sim.postgres.Wal;
import java.time.Duration;

/** Stops the server. */
final class StopTask extends SimTask {
  /** For a server that was killed. */
  private static final Duration LONGEST_DEATH = Duration.ofSeconds(6);

  private final StopMode mode;

  StopTask(long id, Workbench bench, StopMode mode) {
    super(id, bench);
    this.mode = mode;
  }

  @Override
  public void begin() {
    switch (mode) {
      case GRACEFUL -> {
        if (server.alive()) {
          server.whenStopped(() -> soon(this::done));
        }
        later(pace.shutdownCheckpoint(), () -> stopFast(this::done));
      }
      case FAST -> soon(() -> stopFast(this::done));
      case IMMEDIATE -> soon(this::kill);
    }
  }

  private void kill() {
    server.quit(() -> soon(this::done));
    later(LONGEST_DEATH, () -> failed("the server cannot be ended"));
  }

  private void stopFast(Runnable stopped) {
    stopFast(this, stopped);
  }

  /** Stops the server on behalf of a task that needs it stopped. */
  static void stopFast(SimTask task, Runnable stopped) {
    if (!task.server.alive()) {
      stopped.run();
      return;
    }
    task.server.whenStopped(() -> task.soon(stopped));
    if (!task.server.ending()) {
      task.server.stop(
          () ->
              task.soon(
                  () ->
                      task.server
                          .wal()
                          .map(Wal::position)
                          .map(TaskStage::shutdownCheckpoint)
                          .ifPresent(task::stage)));
    }
  }
}
