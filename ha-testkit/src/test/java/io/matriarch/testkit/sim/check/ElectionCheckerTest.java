package io.matriarch.testkit.sim.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.api.NodeSettings;
import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.internal.effect.Effect;
import io.matriarch.core.internal.effect.LeaseEffect;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.PeerEvent;
import io.matriarch.core.internal.event.TimerEvent;
import io.matriarch.core.internal.machine.GuardOrders;
import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.core.internal.machine.LeaderObservation;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.internal.machine.StoreState;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Position;
import io.matriarch.core.model.Tags;
import io.matriarch.core.model.Term;
import io.matriarch.core.peer.PeerStatus;
import io.matriarch.core.store.LeaseClaim;
import io.matriarch.core.store.StoreTraits;
import io.matriarch.testkit.sim.fault.Swarm;
import io.matriarch.testkit.sim.node.SimNode;
import io.matriarch.testkit.sim.run.SimCluster;
import io.matriarch.testkit.sim.world.Trace;
import io.matriarch.testkit.sim.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Who may claim the lead just after another one has said that it is ahead. */
class ElectionCheckerTest {
  private static final MonoTime NOW = new MonoTime(Duration.ofHours(1).toNanos());
  private static final MonoTime LONG_AGO = NOW.minus(Duration.ofMinutes(5));
  private static final NodeName A = NodeName.of("a");
  private static final NodeName B = NodeName.of("b");

  private final World world = new World(3, new Trace(false));
  private final SimCluster cluster =
      new SimCluster(world, Swarm.of(1), HaMachine.standard(), (any, failure) -> {});
  private final SimNode a = cluster.nodes().get(0);
  private final Findings findings = new Findings(world);
  private final ElectionChecker checker = new ElectionChecker(findings, cluster.store(), 0);

  @Test
  void whoHeardThatAnotherOneIsAheadMayNotClaimAFreeKey() {
    claims(Optional.empty());

    assertForbidden();
  }

  @Test
  void theOwnKeyIsTakenUpAgain() {
    claims(Optional.of(record(A, true)));

    assertThat(findings.first()).isEmpty();
  }

  @Test
  void soIsTheOneOfAnEarlierProcess() {
    claims(Optional.of(record(A, false)));

    assertThat(findings.first()).isEmpty();
  }

  @Test
  void theKeyOfAnotherOneIsNot() {
    claims(Optional.of(record(B, false)));

    assertForbidden();
  }

  @Test
  void neitherIsTheOwnOnceItHasExpired() {
    LeaderRecord expired = record(A, false);

    claims(
        state(
            StoreTraits.ExpirySide.OBSERVER,
            Optional.of(expired),
            new LeaderObservation(Optional.of(expired), LONG_AGO)));

    assertForbidden();
  }

  private void assertForbidden() {
    assertThat(findings.first().map(Violation::invariant)).contains("S2");
  }

  private void claims(Optional<LeaderRecord> leader) {
    claims(state(StoreTraits.ExpirySide.SERVER, leader, LeaderObservation.NONE));
  }

  private void claims(NodeState state) {
    PeerStatus ahead =
        new PeerStatus(
            B,
            true,
            false,
            Optional.of(new Position(1, 100)),
            Tags.NONE,
            false,
            Optional.of(false));
    LeaseEffect claim =
        new LeaseEffect.Acquire(
            1, new LeaseClaim(A, Optional.empty(), true), new Call(NOW, Duration.ofSeconds(30)));
    sees(new PeerEvent.Answered(1, ahead), state);
    sees(new TimerEvent.Woke(), state, claim);
  }

  private void sees(Event event, NodeState state, Effect... effects) {
    checker.stepped(a, event, new Step(state, List.of(effects), NOW, GuardOrders.NONE));
  }

  private static LeaderRecord record(NodeName holder, boolean heldByThisSession) {
    return new LeaderRecord(holder, new Term(7), heldByThisSession, "", Optional.empty());
  }

  private static NodeState state(
      StoreTraits.ExpirySide expiry, Optional<LeaderRecord> leader, LeaderObservation observed) {
    NodeSettings settings =
        new NodeSettings(
            new ClusterId("service", "demo"), A, "", "", "", Tags.NONE, Optional.empty(), true);
    StoreTraits traits = new StoreTraits("sample", expiry, Duration.ofSeconds(10));
    NodeState fresh = NodeState.initial(settings, traits, ClusterConfig.DEFAULT, NOW);
    return SampleStates.changed(fresh, seeing(leader), observed, fresh.tasks(), NOW);
  }

  private static StoreState seeing(Optional<LeaderRecord> leader) {
    ClusterView empty = ClusterView.empty(NOW);
    ClusterView view =
        new ClusterView(
            NOW,
            leader,
            new TreeMap<>(Map.of(B, MemberRecord.addressOnly(B, "http://b:8008/patroni"))),
            empty.config(),
            empty.initialize(),
            empty.failover(),
            empty.history(),
            empty.sync(),
            empty.failsafe(),
            empty.status());
    return new StoreState(
        Optional.of(view),
        StoreState.unknown(NOW).documents(),
        Optional.of(Instant.EPOCH),
        Optional.empty(),
        NOW,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        NOW);
  }
}
