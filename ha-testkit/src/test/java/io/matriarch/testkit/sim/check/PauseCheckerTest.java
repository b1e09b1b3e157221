package io.matriarch.testkit.sim.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.api.Command;
import io.matriarch.core.api.NodeSettings;
import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.internal.effect.Effect;
import io.matriarch.core.internal.effect.ResourceEffect;
import io.matriarch.core.internal.effect.TaskEffect;
import io.matriarch.core.internal.event.CommandEvent;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.TaskEvent;
import io.matriarch.core.internal.event.TimerEvent;
import io.matriarch.core.internal.machine.GuardOrders;
import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.internal.machine.TaskSlot;
import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.model.Tags;
import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.StartRequest;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.store.StoreTraits;
import io.matriarch.testkit.sim.fault.Swarm;
import io.matriarch.testkit.sim.node.SimNode;
import io.matriarch.testkit.sim.run.SimCluster;
import io.matriarch.testkit.sim.world.Trace;
import io.matriarch.testkit.sim.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is forbidden in pause, and what is the end of something older. */
class PauseCheckerTest {
  private static final MonoTime NOW = new MonoTime(Duration.ofHours(1).toNanos());
  private static final MonoTime SOON = NOW.plus(Duration.ofMillis(1));
  private static final Event TIME_PASSES = new TimerEvent.Woke();
  private static final Effect FENCE = new ResourceEffect.Fence("it takes too long");
  private static final TaskSpec STOP = new TaskSpec.Stop(StopMode.FAST);
  private static final TaskSpec HAND_OVER = new TaskSpec.Stop(StopMode.GRACEFUL, true);
  private static final TaskSpec START =
      new TaskSpec.Start(new StartRequest(Optional.empty(), Optional.empty(), "{}"));
  private static final FollowRequest FROM_B =
      new FollowRequest(new ReplicationSource(NodeName.of("b"), "b", 5432), "{}");
  private static final TaskSpec COPY = new TaskSpec.Rebuild(FROM_B, true);
  private static final TaskSpec FIRST_COPY = new TaskSpec.Rebuild(FROM_B, false);

  private final World world = new World(3, new Trace(false));
  private final SimNode node =
      new SimCluster(world, Swarm.of(1), HaMachine.standard(), (any, failure) -> {}).nodes().get(0);
  private final Findings findings = new Findings(world);
  private final PauseChecker checker = new PauseChecker(findings);

  @Test
  void aStopWhoseTimeIsUpMayBeEndedByForce() {
    sees(TIME_PASSES, paused(running(STOP, NOW, false)), FENCE);
    sees(TIME_PASSES, paused(running(HAND_OVER, NOW, false)), FENCE);

    assertThat(findings.first()).isEmpty();
  }

  @Test
  void aStopThatHasTimeLeftMayNotBeEndedByForce() {
    sees(TIME_PASSES, paused(running(STOP, SOON, false)), FENCE);

    assertForbidden();
  }

  @Test
  void neitherMayOneThatSomebodyAskedFor() {
    sees(TIME_PASSES, paused(running(HAND_OVER, SOON, false)), FENCE);

    assertForbidden();
  }

  @Test
  void nothingElseIsEndedByForceHoweverLongItTakes() {
    sees(TIME_PASSES, paused(running(START, NOW, false)), FENCE);

    assertForbidden();
  }

  @Test
  void whatWasToldToEndMayBeEndedByForce() {
    sees(TIME_PASSES, paused(running(START, NOW, true)), FENCE);

    assertThat(findings.first()).isEmpty();
  }

  @Test
  void aServerThatRunsIsNotStoppedByForce() {
    sees(TIME_PASSES, paused(Optional.empty()), FENCE);

    assertForbidden();
  }

  @Test
  void noStopBeginsUnasked() {
    sees(TIME_PASSES, paused(running(STOP, SOON, false)), begins(1, STOP));

    assertForbidden();
  }

  @Test
  void theGuardRests() {
    checker.stepped(
        node,
        TIME_PASSES,
        new Step(paused(Optional.empty()), List.of(), SOON, new GuardOrders(SOON, SOON)));

    assertForbidden();
  }

  @Test
  void aCopyThatWasOrderedIsStartedOnce() {
    NodeState paused = paused(Optional.empty());

    sees(new CommandEvent.Asked(1, new Command.Reinitialize(false, false)), paused);
    sees(TIME_PASSES, paused, begins(1, COPY));
    sees(ended(1), paused, begins(2, START));
    assertThat(findings.first()).isEmpty();

    sees(ended(2), paused);
    sees(TIME_PASSES, paused, begins(3, START));
    assertForbidden();
  }

  @Test
  void anOrderOutlivesACopyThatWasBegunBeforeAndOneThatFails() {
    NodeState paused = paused(Optional.empty());
    NodeState atWork = state("{}", Optional.empty());

    sees(TIME_PASSES, atWork, begins(1, FIRST_COPY));
    sees(new CommandEvent.Asked(1, new Command.Reinitialize(true, false)), atWork);
    sees(ended(1), atWork, begins(2, COPY));
    sees(
        new TaskEvent.Finished(2, new TaskEvent.Outcome.Failed("copying failed", false)),
        atWork,
        begins(3, START));
    sees(ended(3), paused, begins(4, COPY));
    sees(ended(4), paused, begins(5, START));
    sees(ended(5), paused);
    assertThat(findings.first()).isEmpty();

    sees(TIME_PASSES, paused, begins(6, COPY));
    assertForbidden();
  }

  private static Event ended(long id) {
    return new TaskEvent.Finished(id, new TaskEvent.Outcome.Done());
  }

  private void assertForbidden() {
    assertThat(findings.first().map(Violation::invariant)).contains("S8");
  }

  private void sees(Event event, NodeState state, Effect... effects) {
    checker.stepped(node, event, new Step(state, List.of(effects), SOON, GuardOrders.NONE));
  }

  private static Effect begins(long id, TaskSpec spec) {
    return new TaskEffect.Start(id, spec, SOON);
  }

  private static Optional<TaskSlot.Running> running(
      TaskSpec spec, MonoTime deadline, boolean cancelled) {
    return Optional.of(
        new TaskSlot.Running(
            1,
            spec,
            NOW.minus(Duration.ofMinutes(5)),
            deadline,
            "begun",
            "",
            false,
            Optional.empty(),
            cancelled ? Optional.of(NOW) : Optional.empty()));
  }

  private static NodeState paused(Optional<TaskSlot.Running> running) {
    return state("{\"pause\": true}", running);
  }

  private static NodeState state(String config, Optional<TaskSlot.Running> running) {
    NodeSettings settings =
        new NodeSettings(
            new ClusterId("service", "demo"),
            NodeName.of("a"),
            "",
            "",
            "",
            Tags.NONE,
            Optional.empty(),
            false);
    StoreTraits traits =
        new StoreTraits("sample", StoreTraits.ExpirySide.SERVER, Duration.ofSeconds(10));
    NodeState fresh = NodeState.initial(settings, traits, ClusterConfig.parse(config), NOW);
    return SampleStates.changed(
        fresh, fresh.store(), fresh.leader(), new TaskSlot(running, Optional.empty()), NOW);
  }
}
