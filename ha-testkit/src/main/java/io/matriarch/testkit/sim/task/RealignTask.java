package io.matriarch.testkit.sim.task;

import io.matriarch.core.model.ReplicationSource;
import io.matriarch.testkit.sim.postgres.CopyTools;
import java.time.Duration;

/** Undoes what the source never had: stop, crash recovery if needed, then the tool. */
final class RealignTask extends SimTask {
  private final ReplicationSource source;

  RealignTask(long id, Workbench bench, ReplicationSource source) {
    super(id, bench);
    this.source = source;
  }

  @Override
  public void begin() {
    soon(() -> StopTask.stopFast(this, this::recover));
  }

  private void recover() {
    later(server.unclean() ? pace.crashRecovery() : Duration.ZERO, this::realign);
  }

  private void realign() {
    if (!server.hasData() || server.alive() || bench.serving(source).isEmpty()) {
      failed("cannot realign: the source does not answer");
      return;
    }
    CopyTools.beginRealigning(server);
    later(pace.realigning(), this::finish);
  }

  private void finish() {
    boolean whole =
        !pace.taskFails()
            && !pace.leftoversStarted()
            && bench
                .serving(source)
                .filter(from -> CopyTools.endRealigning(server, from))
                .isPresent();
    if (whole) {
      done();
    } else {
      failed("realigning failed");
      if (pace.leftoversStarted()) {
        server.launchByHand();
      }
    }
  }
}
