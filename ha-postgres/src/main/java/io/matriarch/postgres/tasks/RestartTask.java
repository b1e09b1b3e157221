package io.matriarch.postgres.tasks;

import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.StartRequest;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;

/** Stops the server and starts it again, as one task. */
public final class RestartTask {
  private final Instance instance;
  private final StopTask stop;
  private final StartTask start;

  public RestartTask(Instance instance, StopTask stop, StartTask start) {
    this.instance = instance;
    this.stop = stop;
    this.start = start;
  }

  public void run(StartRequest request, TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    // A fence during the stop ends the whole restart, not only the server that stops anyway.
    long fences = instance.postmaster().fences();
    stop.stop(StopMode.GRACEFUL, task);
    task.checkCancelled();
    instance.callbacks().restarted(start.start(request, fences, task));
  }
}
