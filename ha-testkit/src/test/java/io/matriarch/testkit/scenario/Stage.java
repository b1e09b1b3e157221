package io.matriarch.testkit.scenario;

import io.matriarch.core.api.NodeSettings;
import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.internal.effect.Effect;
import io.matriarch.core.internal.effect.LeaseEffect;
import io.matriarch.core.internal.effect.NodeEffect;
import io.matriarch.core.internal.effect.PeerEffect;
import io.matriarch.core.internal.effect.ResourceEffect;
import io.matriarch.core.internal.effect.StoreEffect;
import io.matriarch.core.internal.effect.TaskEffect;
import io.matriarch.core.internal.effect.WatchdogEffect;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.Occurrence;
import io.matriarch.core.internal.event.PeerEvent;
import io.matriarch.core.internal.event.ResourceEvent;
import io.matriarch.core.internal.event.TimerEvent;
import io.matriarch.core.internal.machine.ElectionPolicy;
import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.internal.policy.FactSet;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.peer.FailsafeVote;
import io.matriarch.core.peer.PeerStatus;
import io.matriarch.core.store.StoreTraits;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/** One node's machine in a scripted environment with virtual time. */
final class Stage {
  /** A store that does not ask for renewals. */
  static final Duration UNHURRIED = Duration.ofHours(1);

  static final Duration LATENCY = Duration.ofMillis(1);
  private static final int MOST_STEPS = 20_000;

  final ScriptedStore store = new ScriptedStore();
  final ScriptedLease lease = new ScriptedLease(store);
  final ScriptedResource resource = new ScriptedResource();
  final ScriptedPeers peers = new ScriptedPeers();
  final ScriptedWatchdog watchdog = new ScriptedWatchdog();
  final Narrator narrator = new Narrator();
  final Set<String> fired = new TreeSet<>();
  final Set<FactSet> situations = new LinkedHashSet<>();
  StoreTraits traits = new StoreTraits("scripted", StoreTraits.ExpirySide.SERVER, UNHURRIED);
  ClusterConfig config = ClusterConfig.DEFAULT;
  Optional<ElectionPolicy> election = Optional.empty();
  Optional<NodeSettings> settings = Optional.empty();

  private final HaMachine machine = HaMachine.standard();
  private final PriorityQueue<Arrival> arrivals =
      new PriorityQueue<>(Comparator.comparing(Arrival::at).thenComparing(Arrival::number));
  private MonoTime now = new MonoTime(0);
  private MonoTime wakeAt = MonoTime.MAX;
  private Optional<NodeState> state = Optional.empty();
  private long arrivalNumber;
  private boolean exited;

  private record Arrival(MonoTime at, long number, Event event) {}

  void start() {
    ClusterConfig first = election.map(policy -> policy.over(config)).orElse(config);
    NodeState fresh =
        NodeState.initial(settings.orElseThrow(), traits, first, election, now)
            .watchedBy(watchdog.need);
    state = Optional.of(watchdog.inherited.map(fresh::inheriting).orElse(fresh));
    step(new TimerEvent.Woke());
  }

  boolean started() {
    return state.isPresent();
  }

  NodeState state() {
    return state.orElseThrow();
  }

  /** Something happens now; before the start it is only part of the setting. */
  void happens(Event event) {
    if (started()) {
      step(event);
    }
  }

  void advance(Duration time) {
    MonoTime end = now.plus(time);
    for (int steps = 0; !next().isAfter(end); steps++) {
      if (steps > MOST_STEPS) {
        throw new IllegalStateException("the node does not come to rest");
      }
      now = next();
      Arrival arrival = arrivals.peek();
      if (arrival != null && !arrival.at().isAfter(now)) {
        step(arrivals.poll().event());
      } else {
        step(new TimerEvent.Woke());
      }
    }
    now = end;
  }

  private MonoTime next() {
    if (exited) {
      return MonoTime.MAX;
    }
    return arrivals.isEmpty() ? wakeAt : MonoTime.earlier(wakeAt, arrivals.peek().at());
  }

  private void step(Event event) {
    NodeState before = state();
    Step step =
        machine.step(before, new Occurrence(now, Instant.EPOCH.plusNanos(now.nanos()), event));
    state = Optional.of(step.next());
    wakeAt = step.wakeAt();
    if (step.next().decidedAt().equals(now)) {
      step.next()
          .decision()
          .ifPresent(
              decision -> {
                fired.add(decision.rule().id());
                situations.add(decision.facts());
                narrator.decided(now, decision);
              });
    }
    narrator.ordered(now, step.guard());
    step.effects().forEach(this::perform);
  }

  private void perform(Effect effect) {
    narrator.effect(now, effect);
    if (effect instanceof StoreEffect request) {
      store.perform(request, now).ifPresent(this::arrives);
    } else if (effect instanceof LeaseEffect request) {
      lease.perform(request, now).ifPresent(answer -> arrives(answer, lease.answerTakes));
    } else if (effect instanceof ResourceEffect request) {
      look(request);
    } else if (effect instanceof PeerEffect.Survey survey) {
      survey.questions().forEach(question -> ask(survey.id(), question));
    } else if (effect instanceof PeerEffect.AskFailsafe round) {
      round.voters().keySet().forEach(name -> vote(round, name));
    } else if (effect instanceof WatchdogEffect word) {
      watchdog.tell(word).ifPresent(this::arrives);
    } else if (effect instanceof TaskEffect.Start start) {
      resource.task = Optional.of(start);
    } else if (effect instanceof NodeEffect.Exit) {
      exited = true;
    }
  }

  private void ask(long survey, PeerEffect.Question question) {
    NodeName name = question.member().name();
    Optional<PeerStatus> answer = peers.ask(name);
    arrives(
        new PeerEvent.Answered(survey, answer.orElse(PeerStatus.unreachable(name))),
        answer.isPresent() ? peers.latency(name) : question.timeout());
  }

  private void vote(PeerEffect.AskFailsafe round, NodeName name) {
    Optional<Boolean> vote = peers.vote(name);
    boolean yes = vote.orElse(false);
    arrives(
        new PeerEvent.Voted(
            round.id(),
            new FailsafeVote(
                name, yes, OptionalLong.empty(), vote.isEmpty() ? "no answer" : "as scripted")),
        vote.isPresent() ? peers.latency(name) : round.timeout());
  }

  private void look(ResourceEffect effect) {
    if (effect instanceof ResourceEffect.Observe observe && !resource.silent) {
      arrives(
          new ResourceEvent.Reported(observe.id(), now, resource.report.orElseThrow()),
          resource.lookTakes);
    } else if (effect instanceof ResourceEffect.Compare compare) {
      resource.comparison.ifPresent(
          found -> arrives(new ResourceEvent.Compared(compare.id(), found)));
    } else if (effect instanceof ResourceEffect.Configure configure) {
      arrives(new ResourceEvent.Configured(configure.id(), ""));
    } else if (effect instanceof ResourceEffect.Retain retain) {
      arrives(new ResourceEvent.Retained(retain.id()));
    }
  }

  private void arrives(Event event) {
    arrives(event, LATENCY);
  }

  private void arrives(Event event, Duration later) {
    arrivals.add(new Arrival(now.plus(later), arrivalNumber++, event));
  }
}
