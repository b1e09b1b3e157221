package io.matriarch.testkit.sim.check;

import io.matriarch.core.internal.effect.LeaseEffect;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.LeaseEvent;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.FailoverRequest;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.wire.FailoverCodec;
import io.matriarch.testkit.sim.node.SimNode;
import io.matriarch.testkit.sim.postgres.Wal;
import io.matriarch.testkit.sim.store.SimStore;
import io.matriarch.testkit.store.HeldLease;
import io.matriarch.testkit.store.StoreImage;
import io.matriarch.testkit.store.StoreKeys;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The asynchronous part of S2: whoever is promoted lacks no more than the maximum lag of what the
 * leader before it last published. (What was written after that publication may be lost as well;
 * and somebody who names the next leader decides himself. Where reads lag, an earlier publication
 * may have been the last that it could read.)
 */
public final class LossChecker implements Checker {
  private final Findings findings;
  private final SimStore store;
  private final long maximumLag;
  private final Map<String, Long> publishedAtClaim = new TreeMap<>();
  private final Map<String, Map<Long, Long>> publishedWhenSent = new TreeMap<>();
  private final Map<NodeName, Long> last = new TreeMap<>();

  public LossChecker(Findings findings, SimStore store, long maximumLag) {
    this.findings = findings;
    this.store = store;
    this.maximumLag = maximumLag;
  }

  /**
   * A claim is judged by what was published when it was sent, and by what its sender had read: it
   * may travel for a while, and the request that names it, or its own key, be gone meanwhile.
   */
  @Override
  public void stepped(SimNode node, Event event, Step step) {
    if (event instanceof LeaseEvent.Answered answered
        && answered.result() instanceof LeaseResult.Refused) {
      claimsOf(node).remove(answered.id());
    }
    for (LeaseEffect.Acquire claim : Orders.of(step, LeaseEffect.Acquire.class)) {
      claimsOf(node).put(claim.id(), judgedBy(node.name(), step.next().store().view()));
    }
  }

  private Map<Long, Long> claimsOf(SimNode node) {
    return publishedWhenSent.computeIfAbsent(node.session().orElseThrow(), any -> new TreeMap<>());
  }

  private long judgedBy(NodeName claimant, Optional<ClusterView> read) {
    if (named(read.flatMap(ClusterView::failover), claimant)) {
      return 0;
    }
    boolean again =
        read.flatMap(ClusterView::leader)
            .filter(record -> record.holder().equals(claimant))
            .isPresent();
    return Math.min(store.image().status().position(), lastOf(claimant, again));
  }

  /** Whoever takes up its own key again was judged when it got it first. */
  private long lastOf(NodeName claimant, boolean again) {
    return again ? last.getOrDefault(claimant, Long.MAX_VALUE) : Long.MAX_VALUE;
  }

  @Override
  public void leaderKeyChanged(StoreImage before, StoreImage after) {
    after.lease().ifPresent(held -> publishedAtClaim.put(held.session(), judgedBy(before, held)));
  }

  private long judgedBy(StoreImage before, HeldLease held) {
    Map<Long, Long> claims =
        Optional.ofNullable(publishedWhenSent.remove(held.session())).orElse(Map.of());
    long sent = claims.values().stream().min(Long::compare).orElse(Long.MAX_VALUE);
    boolean again = before.lease().map(HeldLease::holder).equals(Optional.of(held.holder()));
    long first = lastOf(held.holder(), again);
    long published = Math.min(leastRead(before, held), Math.min(sent, first));
    last.put(held.holder(), published);
    return published;
  }

  private long leastRead(StoreImage before, HeldLease held) {
    return Stream.concat(Stream.of(before), store.perhapsRead())
        .mapToLong(
            read ->
                named(read.document(StoreKeys.FAILOVER), held.holder())
                    ? 0
                    : read.status().position())
        .min()
        .orElse(0);
  }

  /** Whoever names a leader decides what is lost. */
  private static boolean named(Optional<Versioned> request, NodeName claimant) {
    return request
        .map(Versioned::value)
        .flatMap(FailoverCodec::decode)
        .flatMap(FailoverRequest::candidate)
        .filter(claimant::equals)
        .isPresent();
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
