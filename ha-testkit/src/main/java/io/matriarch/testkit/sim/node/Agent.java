package io.matriarch.testkit.sim.node;

import io.matriarch.core.api.FailsafeAnswer;
import io.matriarch.core.internal.effect.Effect;
import io.matriarch.core.internal.effect.LeaseEffect;
import io.matriarch.core.internal.effect.NodeEffect;
import io.matriarch.core.internal.effect.PeerEffect;
import io.matriarch.core.internal.effect.ResourceEffect;
import io.matriarch.core.internal.effect.StoreEffect;
import io.matriarch.core.internal.effect.TaskEffect;
import io.matriarch.core.internal.effect.WatchdogEffect;
import io.matriarch.core.internal.event.CommandEvent;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.Occurrence;
import io.matriarch.core.internal.event.ResourceEvent;
import io.matriarch.core.internal.event.TimerEvent;
import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.core.internal.machine.LeaseState;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.Permit.BootstrapPermit;
import io.matriarch.core.model.Permit.LeasePermit;
import io.matriarch.core.peer.FailsafePing;
import io.matriarch.core.peer.PeerStatus;
import io.matriarch.testkit.sim.node.AgentProcess.SimThread;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One process of a node's agent: the machine and the lanes around it. */
public final class Agent {
  private static final Duration SHORTEST_NAP = Duration.ofNanos(20_000);

  /** What is under way when a node ends is given that long. */
  private static final Duration LAST_CALLS = Duration.ofMillis(500);

  private final SimNode node;
  private final HaMachine machine;
  private final AgentProcess process;
  private final SimThread loop;
  private final Lanes lanes;
  private final StatusDesk desk;
  private NodeState state;
  private final Map<Long, Consumer<FailsafeAnswer>> votes = new TreeMap<>();
  private long lastVote;
  private long naps;

  Agent(
      SimNode node, HaMachine machine, NodeState initial, AgentProcess process, LaneBuilder lanes) {
    this.node = node;
    this.machine = machine;
    this.process = process;
    this.state = initial;
    this.loop = process.thread();
    this.lanes = lanes.build(this);
    this.desk = new StatusDesk(process.thread());
  }

  /** Makes the lanes, which bring their completions to the agent. */
  @FunctionalInterface
  interface LaneBuilder {
    Lanes build(Agent agent);
  }

  void start() {
    take(new TimerEvent.Woke());
  }

  /** Something for the loop. */
  void take(Event event) {
    loop.run(() -> step(event));
  }

  public NodeState state() {
    return state;
  }

  /**
   * The given permit as the last step left it: never one of another term, or of a lease that is
   * gone.
   */
  Permit renewed(Permit given) {
    if (given instanceof BootstrapPermit) {
      return new Situation(state, node.clock().now()).creationPermit();
    }
    if (!(given instanceof LeasePermit old)) {
      return given;
    }
    return state.lease() instanceof LeaseState.Held held && held.token().term().equals(old.term())
        ? new LeasePermit(old.term(), MonoTime.later(old.validUntil(), held.times().validUntil()))
        : new LeasePermit(old.term(), MonoTime.MIN);
  }

  /** Neither paused nor ended. */
  public boolean running() {
    return process.running();
  }

  AgentProcess process() {
    return process;
  }

  Lanes lanes() {
    return lanes;
  }

  /** Another member asks; the answer comes after a fresh look, or after a while without one. */
  void askedForStatus(Consumer<PeerStatus> answer) {
    loop.run(
        () -> {
          desk.await(state, node.clock().now(), answer);
          step(new ResourceEvent.Hint());
        });
  }

  /** A leader without store asks. */
  void askedForVote(FailsafePing ping, Consumer<FailsafeAnswer> answer) {
    loop.run(
        () -> {
          votes.put(++lastVote, answer);
          step(new CommandEvent.FailsafePing(lastVote, ping.leader(), Optional.of(ping.ttl())));
        });
  }

  private void step(Event event) {
    if (process.dead()) {
      return;
    }
    Occurrence occurrence = new Occurrence(node.clock().now(), node.clock().wallClock(), event);
    Step step;
    try {
      step = machine.step(state, occurrence);
    } catch (RuntimeException e) {
      node.observer().threw(node, event, e);
      return;
    }
    state = step.next();
    lanes.guard().obey(step.guard());
    desk.look(state);
    node.observer().stepped(node, event, step);
    for (Effect effect : step.effects()) {
      perform(effect);
    }
    nap(step.wakeAt());
  }

  private void perform(Effect effect) {
    if (effect instanceof LeaseEffect lease) {
      lanes.lease().perform(lease);
    } else if (effect instanceof StoreEffect store) {
      lanes.store().perform(store);
    } else if (effect instanceof ResourceEffect.Observe observe) {
      lanes.probe().observe(observe);
    } else if (effect instanceof ResourceEffect.Compare compare) {
      lanes.probe().compare(compare);
    } else if (effect instanceof ResourceEffect.Retain retain) {
      lanes.probe().retain(retain);
    } else if (effect instanceof ResourceEffect.Configure configure) {
      lanes.probe().configure(configure);
    } else if (effect instanceof ResourceEffect.Fence) {
      lanes.guard().fence();
    } else if (effect instanceof TaskEffect.Start start) {
      lanes.tasks().start(start);
    } else if (effect instanceof TaskEffect.Cancel cancel) {
      lanes.tasks().cancel(cancel);
    } else if (effect instanceof WatchdogEffect word) {
      lanes.watchdog().tell(word);
    } else if (effect instanceof PeerEffect.Survey survey) {
      lanes.peers().perform(survey);
    } else if (effect instanceof PeerEffect.AskFailsafe round) {
      lanes.peers().perform(round);
    } else if (effect instanceof NodeEffect.ReplyFailsafe reply) {
      Optional.ofNullable(votes.remove(reply.replyId()))
          .ifPresent(voter -> voter.accept(reply.answer()));
    } else if (effect instanceof NodeEffect.Exit exit) {
      loop.runAfter(LAST_CALLS, () -> node.exited(this, exit.reason()));
    }
  }

  private void nap(MonoTime wakeAt) {
    long mine = ++naps;
    if (!wakeAt.isFinite()) {
      return;
    }
    Duration left = node.clock().until(wakeAt);
    loop.runAfter(
        left.compareTo(SHORTEST_NAP) < 0 ? SHORTEST_NAP : left,
        () -> {
          if (mine == naps) {
            step(new TimerEvent.Woke());
          }
        });
  }
}
