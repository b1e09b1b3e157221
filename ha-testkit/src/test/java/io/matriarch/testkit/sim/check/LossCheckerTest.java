package io.matriarch.testkit.sim.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.api.NodeSettings;
import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.internal.effect.Effect;
import io.matriarch.core.internal.effect.LeaseEffect;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.LeaseEvent;
import io.matriarch.core.internal.event.TimerEvent;
import io.matriarch.core.internal.machine.GuardOrders;
import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.internal.machine.StoreState;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Tags;
import io.matriarch.core.store.LeaseClaim;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.testkit.sim.fault.Swarm;
import io.matriarch.testkit.sim.net.SimNetwork;
import io.matriarch.testkit.sim.node.SimNode;
import io.matriarch.testkit.sim.run.SimCluster;
import io.matriarch.testkit.sim.store.SimStore;
import io.matriarch.testkit.sim.world.Trace;
import io.matriarch.testkit.sim.world.World;
import io.matriarch.testkit.store.StoreFlavour;
import io.matriarch.testkit.store.StoreImage;
import io.matriarch.testkit.store.StoreKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may be promoted although it lacks some of what was published, and who may not. */
class LossCheckerTest {
  private static final MonoTime NOW = new MonoTime(Duration.ofHours(1).toNanos());
  private static final Duration TTL = Duration.ofSeconds(30);
  private static final Call CALL = new Call(NOW.plus(Duration.ofSeconds(5)), TTL);
  private static final LeaseClaim CLAIM = new LeaseClaim(NodeName.of("a"), Optional.empty(), false);
  private static final Event TIME_PASSES = new TimerEvent.Woke();

  private final World world = new World(3, new Trace(false));
  private final SimNode node =
      new SimCluster(world, Swarm.of(1), HaMachine.standard(), (any, failure) -> {}).nodes().get(0);
  private final Findings findings = new Findings(world);
  private final SimStore store =
      new SimStore(world, new SimNetwork(1), StoreFlavour.EXACT, 0, this::leaderKeyChanged);
  private final LossChecker checker = new LossChecker(findings, store, 100);

  @BeforeEach
  void aNodeLacksMoreThanIsAllowed() {
    node.startAgent();
    node.server().create("1");
    long behind = 101;
    publishes(node.server().wal().orElseThrow().end() + behind);
  }

  @Test
  void whoLacksMoreThanIsAllowedIsNotPromoted() {
    claims(1, read());
    getsTheKey();

    assertForbidden();
  }

  @Test
  void whoeverWasNamedWhenItClaimedMayBe() {
    operate(keys -> keys.write(StoreKeys.FAILOVER, "{\"member\":\"a\"}"));
    claims(1, read());
    operate(keys -> keys.erase(StoreKeys.FAILOVER));
    getsTheKey();

    assertAllowed();
  }

  @Test
  void aRequestThatWasGoneWhenItReadNamesNobody() {
    operate(keys -> keys.write(StoreKeys.FAILOVER, "{\"member\":\"a\"}"));
    operate(keys -> keys.erase(StoreKeys.FAILOVER));
    claims(1, read());
    getsTheKey();

    assertForbidden();
  }

  @Test
  void neitherDoesOneForAnother() {
    operate(keys -> keys.write(StoreKeys.FAILOVER, "{\"member\":\"b\"}"));
    claims(1, read());
    getsTheKey();

    assertForbidden();
  }

  @Test
  void aClaimThatWasRefusedExcusesNoLaterOne() {
    operate(keys -> keys.write(StoreKeys.FAILOVER, "{\"member\":\"a\"}"));
    claims(1, read());
    operate(keys -> keys.erase(StoreKeys.FAILOVER));
    sees(
        new LeaseEvent.Answered(1, NOW, new LeaseResult.Refused(Optional.of(NodeName.of("b")))),
        read());
    claims(2, read());
    getsTheKey();

    assertForbidden();
  }

  @Test
  void whoeverTakesUpItsOwnKeyMayBeAlthoughTheKeyIsGoneMeanwhile() {
    operate(keys -> keys.write(StoreKeys.FAILOVER, "{\"member\":\"a\"}"));
    claims(1, read());
    getsTheKey();
    operate(keys -> keys.erase(StoreKeys.FAILOVER));
    ClusterView own = read();
    operate(StoreKeys::removeLeader);
    claims(2, own);
    getsTheKey();

    assertAllowed();
  }

  @Test
  void whoeverSawThatItsKeyWasGoneMayNot() {
    operate(keys -> keys.write(StoreKeys.FAILOVER, "{\"member\":\"a\"}"));
    claims(1, read());
    getsTheKey();
    operate(keys -> keys.erase(StoreKeys.FAILOVER));
    operate(StoreKeys::removeLeader);
    claims(2, read());
    getsTheKey();

    assertForbidden();
  }

  private void leaderKeyChanged(StoreImage before, StoreImage after) {
    checker.leaderKeyChanged(before, after);
  }

  private void operate(Consumer<StoreKeys> change) {
    store.operate(
        keys -> {
          change.accept(keys);
          return true;
        });
  }

  private void publishes(long position) {
    operate(keys -> keys.writeStatus(LeaderBeacon.EMPTY.withPosition(position)));
  }

  private ClusterView read() {
    return store.image().view(NOW, node.session().orElseThrow(), store.flavour());
  }

  private void claims(long id, ClusterView read) {
    sees(TIME_PASSES, read, new LeaseEffect.Acquire(id, CLAIM, CALL));
  }

  private void getsTheKey() {
    operate(keys -> keys.acquire(node.session().orElseThrow(), CLAIM, TTL, NOW));
  }

  private void assertForbidden() {
    checker.promoted(node, node.server().wal().orElseThrow());
    assertThat(findings.first().map(Violation::invariant)).contains("S2");
  }

  private void assertAllowed() {
    checker.promoted(node, node.server().wal().orElseThrow());
    assertThat(findings.first()).isEmpty();
  }

  private void sees(Event event, ClusterView read, Effect... effects) {
    checker.stepped(node, event, new Step(having(read), List.of(effects), NOW, GuardOrders.NONE));
  }

  private NodeState having(ClusterView read) {
    NodeState fresh =
        NodeState.initial(
            new NodeSettings(
                new ClusterId("service", "demo"),
                node.name(),
                "",
                "",
                "",
                Tags.NONE,
                Optional.empty(),
                false),
            store.flavour().traits(),
            ClusterConfig.DEFAULT,
            NOW);
    StoreState seen =
        new StoreState(
            Optional.of(read),
            fresh.store().documents(),
            Optional.of(Instant.EPOCH),
            Optional.empty(),
            NOW,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            MonoTime.MIN);
    return SampleStates.changed(fresh, seen, fresh.leader(), fresh.tasks(), NOW);
  }
}
