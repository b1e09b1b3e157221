package io.matriarch.testkit.sim.check;

import io.matriarch.core.internal.effect.LeaseEffect;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.PeerEvent;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Position;
import io.matriarch.core.peer.PeerStatus;
import io.matriarch.testkit.sim.node.SimNode;
import io.matriarch.testkit.sim.postgres.Wal;
import io.matriarch.testkit.sim.store.SimStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The other part of S2: the most advanced replica wins. No replica claims leadership just after
 * another one has told it to be ahead, or to be primary.
 */
public final class ElectionChecker implements Checker {
  private static final Duration JUST = Duration.ofSeconds(1);

  private final Findings findings;
  private final SimStore store;
  private final long maximumLag;
  private final Map<Integer, Map<NodeName, Told>> answers = new TreeMap<>();

  private record Told(MonoTime at, PeerStatus status) {}

  /**
   * @param maximumLag who lacks more than that of what was last published does not count
   */
  public ElectionChecker(Findings findings, SimStore store, long maximumLag) {
    this.findings = findings;
    this.store = store;
    this.maximumLag = maximumLag;
  }

  @Override
  public void asleep(SimNode node) {
    answers.remove(node.index());
  }

  @Override
  public void stepped(SimNode node, Event event, Step step) {
    if (event instanceof PeerEvent.Answered answered) {
      answers
          .computeIfAbsent(node.index(), any -> new TreeMap<>())
          .put(answered.status().name(), new Told(node.clock().now(), answered.status()));
    }
    boolean claims = step.effects().stream().anyMatch(LeaseEffect.Acquire.class::isInstance);
    if (claims && node.server().standby() && !resumes(step)) {
      judge(node);
    }
  }

  /** A key that seems to be ours already is taken up again without asking anybody. */
  private static boolean resumes(Step step) {
    return step.next()
        .store()
        .view()
        .flatMap(ClusterView::leader)
        .filter(LeaderRecord::heldByThisSession)
        .isPresent();
  }

  private void judge(SimNode node) {
    Optional<Position> own = node.server().wal().map(Wal::position);
    answers.getOrDefault(node.index(), Map.of()).values().stream()
        .filter(told -> node.clock().now().isBefore(told.at().plus(JUST)))
        .map(Told::status)
        .filter(PeerStatus::reachable)
        .filter(status -> status.primary() || mayLead(status) && isAhead(status, own))
        .findFirst()
        .ifPresent(
            status ->
                findings.violated("S2", node + " claims to lead although it just heard " + status));
  }

  private boolean mayLead(PeerStatus status) {
    long published = store.image().status().position();
    return status.position().filter(p -> published - p.offset() <= maximumLag).isPresent();
  }

  private static boolean isAhead(PeerStatus status, Optional<Position> own) {
    return own.filter(p -> p.compareTo(status.position().orElseThrow()) >= 0).isEmpty();
  }
}
