package io.matriarch.testkit.sim.check;

import io.matriarch.core.model.Versioned;
import io.matriarch.core.wire.HistoryCodec;
import io.matriarch.testkit.sim.node.SimNode;
import io.matriarch.testkit.sim.postgres.Branch;
import io.matriarch.testkit.sim.postgres.Wal;
import io.matriarch.testkit.sim.store.SimStore;
import io.matriarch.testkit.store.StoreImage;
import io.matriarch.testkit.store.StoreKeys;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * S5: terms rise strictly; a promotion begins a higher timeline; and nobody sets out to create a
 * timeline that the store knows of, where the configuration has timelines checked. What could not
 * be known is counted.
 */
public final class TimelineChecker implements Checker {
  private final Findings findings;
  private final SimStore store;
  private final boolean timelinesChecked;
  private final Map<Integer, Branch> branches = new TreeMap<>();
  private final Map<Integer, Long> publishedWhenSettingOut = new TreeMap<>();
  private long lastTerm;
  private int twins;

  public TimelineChecker(Findings findings, SimStore store, boolean timelinesChecked) {
    this.findings = findings;
    this.store = store;
    this.timelinesChecked = timelinesChecked;
  }

  /** Timelines that were created twice because nobody could know of the first. */
  public int twins() {
    return twins;
  }

  @Override
  public void leaderKeyChanged(StoreImage before, StoreImage after) {
    after
        .lease()
        .ifPresent(
            held -> {
              if (held.term().value() <= lastTerm) {
                findings.violated("S5", "term " + held.term() + " follows " + lastTerm);
              }
              lastTerm = held.term().value();
            });
  }

  @Override
  public void becomingPrimary(SimNode node) {
    Optional<String> history = store.image().document(StoreKeys.HISTORY).map(Versioned::value);
    publishedWhenSettingOut.put(node.index(), HistoryCodec.clusterTimeline(history));
  }

  @Override
  public void promoted(SimNode node, Wal before) {
    Branch begun = node.server().wal().orElseThrow().branch();
    if (begun.timeline() <= before.branch().timeline()) {
      findings.violated("S5", node + " began " + begun + " after " + before.branch());
    }
    if (branches.put(begun.timeline(), begun) != null) {
      twin(node, begun);
    }
  }

  private void twin(SimNode node, Branch begun) {
    long published = publishedWhenSettingOut.getOrDefault(node.index(), 0L);
    if (timelinesChecked && published >= begun.timeline()) {
      findings.violated("S5", node + " created " + begun + " a second time");
    }
    twins++;
  }
}
