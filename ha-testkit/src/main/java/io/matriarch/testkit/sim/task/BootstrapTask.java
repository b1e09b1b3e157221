package io.matriarch.testkit.sim.task;

import io.matriarch.core.model.Permit;
import java.util.Optional;

/** Creates a new cluster and starts it. */
final class BootstrapTask extends SimTask {
  private final Permit permit;

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
    server.create("7" + String.format("%012d", bench.clock().now().nanos() & 0xFF_FFFF_FFFFL));
    if (!passPointOfNoReturn(permit)) {
      return;
    }
    server.launch(true, Optional.empty(), () -> soon(this::done));
    server.whenStopped(() -> soon(() -> failed("exited while starting")));
  }
}
