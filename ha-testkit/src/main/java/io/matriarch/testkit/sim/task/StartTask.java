package io.matriarch.testkit.sim.task;

import io.matriarch.core.resource.StartRequest;
import java.time.Duration;

/** Starts the server as a replica, or as a primary with a permit. */
class StartTask extends SimTask {
  /** For the end of what was launched; whoever comes next finds what is left of it. */
  private static final Duration LONGEST_END = Duration.ofSeconds(1);

  private final StartRequest request;
  private boolean launched;

  StartTask(long id, Workbench bench, StartRequest request) {
    super(id, bench);
    this.request = request;
  }

  @Override
  public void begin() {
    later(pace.shortTask(), this::prepared);
  }

  private void prepared() {
    if (request.permit().isPresent() && server.standby()) {
      failed("data of a replica cannot be started as primary");
    } else if (request.permit().isEmpty() || passPointOfNoReturn(request.permit().get())) {
      later(pace.instant(), this::launch);
    }
  }

  private void launch() {
    if (!server.startable() || fencedMeanwhile()) {
      failed("cannot start");
      return;
    }
    if (pace.startHopeless()) {
      later(pace.start(), () -> failed("can never start", true));
      return;
    }
    if (pace.taskFails()) {
      later(pace.start(), () -> failed("did not start"));
      return;
    }
    launched = true;
    server.launch(request.permit().isPresent(), request.source(), () -> soon(this::done));
    server.whenStopped(() -> soon(() -> failed("exited while starting")));
  }

  @Override
  protected void interrupted() {
    if (launched) {
      server.quit(() -> soon(this::endCancelled));
      later(LONGEST_END, this::endCancelled);
    } else {
      endCancelled();
    }
  }
}
