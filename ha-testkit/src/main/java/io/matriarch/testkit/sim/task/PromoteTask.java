package io.matriarch.testkit.sim.task;

import io.matriarch.core.model.Permit;
import io.matriarch.testkit.sim.postgres.ServerPhase;

/** Promotes a running replica. Once begun, the server goes on whatever becomes of the task. */
final class PromoteTask extends SimTask {
  private final Permit permit;

  PromoteTask(long id, Workbench bench, Permit permit) {
    super(id, bench);
    this.permit = permit;
  }

  @Override
  public void begin() {
    later(pace.shortTask(), this::prepared);
  }

  private void prepared() {
    if (pace.promotionRefused()) {
      refused("a script forbids it");
    } else if (!promotable() || pace.taskFails()) {
      failed("cannot be promoted");
    } else if (passPointOfNoReturn(permit)) {
      later(pace.instant(), this::promote);
    }
  }

  private void promote() {
    if (!promotable() || fencedMeanwhile()) {
      failed("cannot be promoted any more");
      return;
    }
    server.promote(() -> soon(this::done));
    server.whenStopped(() -> soon(() -> failed("exited during promotion")));
  }

  private boolean promotable() {
    return server.phase() == ServerPhase.RUNNING && server.standby();
  }
}
