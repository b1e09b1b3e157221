package io.matriarch.testkit.sim.check;

import io.matriarch.testkit.sim.node.SimNode;
import io.matriarch.testkit.sim.postgres.Wal;
import io.matriarch.testkit.store.StoreImage;
import java.util.Map;
import java.util.TreeMap;

/**
 * The asynchronous part of S2: whoever is promoted lacks no more than the maximum lag of what the
 * leader before it last published. (What was written after that publication may be lost as well.)
 */
public final class LossChecker implements Checker {
  private final Findings findings;
  private final long maximumLag;
  private final Map<String, Long> publishedAtClaim = new TreeMap<>();

  public LossChecker(Findings findings, long maximumLag) {
    this.findings = findings;
    this.maximumLag = maximumLag;
  }

  @Override
  public void leaderKeyChanged(StoreImage before, StoreImage after) {
    after
        .lease()
        .ifPresent(held -> publishedAtClaim.put(held.session(), before.status().position()));
  }

  @Override
  public void promoted(SimNode node, Wal before) {
    long published =
        node.session().map(session -> publishedAtClaim.getOrDefault(session, 0L)).orElse(0L);
    long lost = published - before.end();
    if (lost > maximumLag) {
      findings.violated(
          "S2",
          node
              + " was promoted "
              + lost
              + " bytes behind the last published position, "
              + maximumLag
              + " allowed");
    }
  }
}
