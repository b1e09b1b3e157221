package io.matriarch.testkit.sim.task;

import io.matriarch.core.model.Permit;
import java.util.Optional;

/** Creates a new cluster and starts it. */
final class BootstrapTask extends SimTask {
  private final Permit permit;
  private boolean made;

  BootstrapTask(long id, Workbench bench, Permit permit) {
    super(id, bench);
    this.permit = permit;
  }

  @Override
  public void begin() {
    if (server.hasData()) {
      failed("there is data already");
      return;
    }
    later(pace.creation(), this::created);
  }

  private void created() {
    if (pace.taskFails()) {
      failed("the new cluster could not be created");
      return;
    }
    made = true;
    server.create("7" + String.format("%012d", bench.clock().now().nanos() & 0xFF_FFFF_FFFFL));
    if (passPointOfNoReturn(permit)) {
      server.launch(true, Optional.empty(), () -> later(pace.filling(), this::started));
      server.whenStopped(() -> soon(() -> spoiled("exited while starting")));
    } else {
      server.setAside();
    }
  }

  /** Roles and what operators want of a new cluster. */
  private void started() {
    if (pace.taskFails()) {
      spoiled("the new cluster could not be filled");
    } else {
      done();
    }
  }

  private void spoiled(String problem) {
    server.setAside();
    failed(problem);
  }

  @Override
  protected void interrupted() {
    if (made) {
      server.setAside();
    }
    endCancelled();
  }
}
