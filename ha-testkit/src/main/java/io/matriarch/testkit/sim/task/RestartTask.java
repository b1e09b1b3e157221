package io.matriarch.testkit.sim.task;

import io.matriarch.core.resource.StartRequest;

/** Stops the server in an orderly way and starts it again. */
final class RestartTask extends StartTask {
  private boolean stopped;

  RestartTask(long id, Workbench bench, StartRequest request) {
    super(id, bench, request);
  }

  @Override
  public void begin() {
    later(
        pace.shutdownCheckpoint(),
        () ->
            StopTask.stopFast(
                this,
                () -> {
                  stopped = true;
                  super.begin();
                }));
  }

  /** While it stops there is nothing to undo. */
  @Override
  protected void interrupted() {
    if (stopped) {
      super.interrupted();
    } else {
      endCancelled();
    }
  }
}
