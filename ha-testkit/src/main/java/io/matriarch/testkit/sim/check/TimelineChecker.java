package io.matriarch.testkit.sim.check;

import io.matriarch.core.internal.effect.LeaseEffect;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.wire.HistoryCodec;
import io.matriarch.testkit.sim.node.SimNode;
import io.matriarch.testkit.sim.postgres.Branch;
import io.matriarch.testkit.sim.postgres.Wal;
import io.matriarch.testkit.store.StoreImage;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * S5: terms rise strictly; a promotion begins a higher timeline; and nobody claims leadership to
 * create a timeline that it has read of in the store, where the configuration has timelines
 * checked. What could not be known is counted.
 */
public final class TimelineChecker implements Checker {
  private final Findings findings;
  private final boolean timelinesChecked;
  private final Map<Integer, Branch> branches = new TreeMap<>();
  private final Map<Integer, Long> knownWhenClaiming = new TreeMap<>();
  private long lastTerm;
  private int twins;

  public TimelineChecker(Findings findings, boolean timelinesChecked) {
    this.findings = findings;
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
  public void stepped(SimNode node, Event event, Step step) {
    if (Orders.include(step, LeaseEffect.Acquire.class)) {
      Optional<String> history =
          step.next().store().view().flatMap(ClusterView::history).map(Versioned::value);
      boolean checked = step.next().config().failover().checkTimeline();
      knownWhenClaiming.put(node.index(), checked ? HistoryCodec.clusterTimeline(history) : 0);
    }
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
    long known = knownWhenClaiming.getOrDefault(node.index(), 0L);
    if (timelinesChecked && known >= begun.timeline()) {
      findings.violated("S5", node + " created " + begun + " a second time");
    }
    twins++;
  }
}
