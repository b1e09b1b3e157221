package io.matriarch.testkit.sim.task;

import io.matriarch.core.model.ReplicationSource;
import io.matriarch.testkit.sim.postgres.ServerPhase;

/** Makes a running replica follow a source. */
final class FollowTask extends SimTask {
  private final ReplicationSource source;

  FollowTask(long id, Workbench bench, ReplicationSource source) {
    super(id, bench);
    this.source = source;
  }

  @Override
  public void begin() {
    later(pace.shortTask(), this::follow);
  }

  private void follow() {
    if (server.phase() != ServerPhase.RUNNING || !server.standby()) {
      failed("only a running replica can follow");
      return;
    }
    server.follow(source);
    done();
  }
}
