package io.matriarch.testkit.sim.task;

import io.matriarch.core.model.ReplicationSource;
import io.matriarch.testkit.sim.postgres.CopyTools;
import io.matriarch.testkit.sim.postgres.SimPostgres;
import java.util.Optional;

/** Replaces the copy by a fresh one. */
final class RebuildTask extends SimTask {
  private final ReplicationSource source;

  RebuildTask(long id, Workbench bench, ReplicationSource source) {
    super(id, bench);
    this.source = source;
  }

  @Override
  public void begin() {
    soon(() -> StopTask.stopFast(this, this::copy));
  }

  private void copy() {
    if (pace.startHopeless()) {
      failed("nothing that it makes could ever start", true);
      return;
    }
    if (server.alive() || !server.accessible() || bench.serving(source).isEmpty()) {
      failed("cannot copy: the source does not answer");
      return;
    }
    CopyTools.beginCopying(server);
    later(pace.copying(), this::finish);
  }

  private void finish() {
    Optional<SimPostgres> from = bench.serving(source);
    if (from.isEmpty() || pace.taskFails()) {
      failed("copying failed");
      return;
    }
    CopyTools.endCopying(server, from.get());
    done();
  }
}
