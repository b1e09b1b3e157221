package io.matriarch.testkit.sim.client;

import io.matriarch.testkit.sim.postgres.Branch;
import io.matriarch.testkit.sim.postgres.Wal;
import java.util.ArrayList;
import java.util.List;

/** Every acknowledged commit. */
public final class AckLedger {
  private final List<Ack> acks = new ArrayList<>();

  /**
   * @param branch on which the commit was written
   * @param end offset after it
   */
  private record Ack(Branch branch, long end) {}

  /** The log as it was when the acknowledgement was sent; the commit is its last record. */
  void acknowledged(Wal wal) {
    acks.add(new Ack(wal.branch(), wal.end()));
  }

  public long acknowledged() {
    return acks.size();
  }

  /** How many acknowledged commits that log does not contain. */
  public long missingFrom(Wal wal) {
    return acks.stream().filter(ack -> !wal.covers(ack.branch(), ack.end())).count();
  }
}
