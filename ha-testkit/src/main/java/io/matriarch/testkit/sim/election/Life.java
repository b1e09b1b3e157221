package io.matriarch.testkit.sim.election;

import io.matriarch.core.api.NodeSettings;
import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.internal.effect.Effect;
import io.matriarch.core.internal.effect.LeaseEffect;
import io.matriarch.core.internal.effect.NodeEffect;
import io.matriarch.core.internal.effect.PeerEffect;
import io.matriarch.core.internal.effect.ResourceEffect;
import io.matriarch.core.internal.effect.StoreEffect;
import io.matriarch.core.internal.effect.TaskEffect;
import io.matriarch.core.internal.event.CommandEvent;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.Occurrence;
import io.matriarch.core.internal.event.PeerEvent;
import io.matriarch.core.internal.event.ResourceEvent;
import io.matriarch.core.internal.event.StoreEvent;
import io.matriarch.core.internal.event.TimerEvent;
import io.matriarch.core.internal.machine.LeaseState;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Tags;
import io.matriarch.core.model.Term;
import io.matriarch.core.peer.PeerStatus;
import io.matriarch.testkit.sim.node.AgentProcess;
import io.matriarch.testkit.sim.node.AgentProcess.SimThread;
import io.matriarch.testkit.sim.node.LeaseLane;
import io.matriarch.testkit.sim.node.SimGuard;
import io.matriarch.testkit.sim.node.SimLane;
import io.matriarch.testkit.sim.node.StoreLane;
import io.matriarch.testkit.sim.run.StepText;
import io.matriarch.testkit.sim.store.StoreClient;
import io.matriarch.testkit.sim.world.Dice;
import io.matriarch.testkit.sim.world.SimClock;
import java.time.Duration;
import java.util.Optional;

/** One process of a participant, from its start to its end. */
final class Life {
  private static final Duration SHORTEST_NAP = Duration.ofNanos(20_000);
  private static final Duration LAST_CALLS = Duration.ofMillis(500);
  private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(1);

  private final Participant participant;
  private final Arena arena;
  private final SimClock clock;
  private final Dice dice;
  private final AgentProcess process;
  private final SimThread loop;
  private final SimThread tasks;
  private final StoreClient client;
  private final LeaseLane leases;
  private final StoreLane stores;
  private final SimLane probes;
  private final SimGuard guard;
  private final Candidate candidate = new Candidate(this);
  private NodeState state;
  private long naps;
  private long asked;
  private int failures;

  Life(Participant participant, Arena arena, String session) {
    this.participant = participant;
    this.arena = arena;
    this.clock = participant.clock();
    this.dice = participant.dice();
    this.process = new AgentProcess(arena.world(), dice);
    this.loop = process.thread();
    this.tasks = process.thread();
    this.client =
        arena.store().connect(participant.index(), session, () -> take(new StoreEvent.Hint()));
    this.leases = new LeaseLane(lane(), client, arena.store().flavour(), clock);
    this.stores = new StoreLane(lane(), client, arena.store().flavour());
    this.probes = lane();
    this.guard = new SimGuard(process.thread(), clock, candidate::fence, dice);
    this.state =
        NodeState.initial(
            new NodeSettings(
                new ClusterId("service", "sim"),
                participant.name(),
                "",
                "",
                "",
                Tags.NONE,
                Optional.empty(),
                false),
            arena.store().flavour().traits(),
            arena.swarm().policy().over(ClusterConfig.parse("{}")),
            Optional.of(arena.swarm().policy()),
            clock.now());
  }

  private SimLane lane() {
    return new SimLane(process.thread(), clock, dice, this::take);
  }

  void start() {
    take(new TimerEvent.Woke());
  }

  Participant participant() {
    return participant;
  }

  Judge judge() {
    return arena.judge();
  }

  Dice dice() {
    return dice;
  }

  SimThread thread() {
    return process.thread();
  }

  SimThread tasks() {
    return tasks;
  }

  AgentProcess process() {
    return process;
  }

  StoreClient client() {
    return client;
  }

  Candidate candidate() {
    return candidate;
  }

  /** How long a listener is waited for that was interrupted. */
  Duration patience() {
    Duration share = arena.swarm().policy().timing().ttl().dividedBy(16);
    return share.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : share;
  }

  /** By this process's clock, as the last step left the lease. */
  boolean permitHolds(Term term) {
    return believed().filter(term::equals).isPresent();
  }

  /** The term of the lease that it takes for valid. */
  Optional<Term> believed() {
    return state.lease() instanceof LeaseState.Held held
            && clock.now().isBefore(held.times().validUntil())
        ? Optional.of(held.token().term())
        : Optional.empty();
  }

  void take(Event event) {
    loop.run(() -> step(event));
  }

  void resourceChanged() {
    take(new ResourceEvent.Hint());
  }

  void cannotLead() {
    Duration away = arena.swarm().policy().timing().ttl().multipliedBy(1L << Math.min(failures, 5));
    failures++;
    take(new CommandEvent.StepDown(++asked, away));
  }

  void stepDown() {
    take(new CommandEvent.StepDown(++asked, Duration.ZERO));
  }

  private void step(Event event) {
    if (process.dead()) {
      return;
    }
    Step step;
    try {
      step = arena.machine().step(state, new Occurrence(clock.now(), clock.wallClock(), event));
    } catch (RuntimeException e) {
      judge().threw(participant, e);
      return;
    }
    state = step.next();
    guard.obey(step.guard());
    arena
        .world()
        .note(
            participant.index(),
            event.getClass().getSimpleName(),
            state.decision().map(made -> made.rule().id().hashCode()).orElse(0)
                + 31L * step.effects().size(),
            () -> StepText.of(event, step));
    judge().stepped(participant, step);
    step.effects().forEach(this::perform);
    nap(step.wakeAt());
  }

  private void perform(Effect effect) {
    if (effect instanceof LeaseEffect lease) {
      leases.perform(lease);
    } else if (effect instanceof StoreEffect store) {
      stores.perform(store);
    } else if (effect instanceof ResourceEffect.Observe observe) {
      probes.submit(
          observe.call(),
          (askedAt, answer) ->
              answer.accept(new ResourceEvent.Reported(observe.id(), askedAt, candidate.report())),
          failure -> new ResourceEvent.ObserveFailed(observe.id(), failure));
    } else if (effect instanceof ResourceEffect.Configure configure) {
      take(new ResourceEvent.Configured(configure.id(), ""));
    } else if (effect instanceof ResourceEffect.Fence) {
      guard.fence();
    } else if (effect instanceof TaskEffect.Start start) {
      candidate.begin(start);
    } else if (effect instanceof TaskEffect.Cancel cancel) {
      candidate.cancel(cancel);
    } else if (effect instanceof PeerEffect.Survey survey) {
      survey
          .questions()
          .forEach(
              question ->
                  take(
                      new PeerEvent.Answered(
                          survey.id(), PeerStatus.unreachable(question.member().name()))));
    } else if (effect instanceof NodeEffect.Exit exit) {
      loop.runAfter(LAST_CALLS, () -> participant.exited(this, exit.reason()));
    }
  }

  private void nap(MonoTime wakeAt) {
    long mine = ++naps;
    if (!wakeAt.isFinite()) {
      return;
    }
    Duration left = clock.until(wakeAt);
    loop.runAfter(
        left.compareTo(SHORTEST_NAP) < 0 ? SHORTEST_NAP : left,
        () -> {
          if (mine == naps) {
            step(new TimerEvent.Woke());
          }
        });
  }
}
