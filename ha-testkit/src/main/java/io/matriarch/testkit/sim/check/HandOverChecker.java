package io.matriarch.testkit.sim.check;

import io.matriarch.core.internal.effect.LeaseEffect;
import io.matriarch.core.internal.election.Moves;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.PeerEvent;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.internal.policy.ElectionFacts;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.FailoverRequest;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Position;
import io.matriarch.core.peer.PeerStatus;
import io.matriarch.testkit.sim.node.SimNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * S11: a leader that hands over has just heard from its successor that it has everything: all of
 * what the leader's server wrote until its end, on the same timeline. If a request names the
 * successor, it is that one.
 */
public final class HandOverChecker implements Checker {
  private static final Set<String> HANDED_OVER = Set.of("150.20", "200.02", "500.01");

  /** A round of questions, and how long its answers are used. */
  private static final Duration FRESH = ElectionFacts.LONGEST_SURVEY_LIFE.plusSeconds(3);

  private final Findings findings;
  private final Answers answers = new Answers();
  private final Map<Integer, Position> ends = new TreeMap<>();

  public HandOverChecker(Findings findings) {
    this.findings = findings;
  }

  /** A new process has heard nothing yet; one that was paused knows what it was told before. */
  @Override
  public void awake(SimNode node) {
    if (node.agent().filter(agent -> agent.state().decision().isEmpty()).isPresent()) {
      answers.forget(node);
    }
  }

  @Override
  public void stepped(SimNode node, Event event, Step step) {
    if (!isOutrun(event, step)) {
      answers.hear(node, event);
    }
    // What was written stays what a successor must have, should the data be lost meanwhile.
    node.server().wal().ifPresent(wal -> ends.put(node.index(), wal.position()));
    boolean hands =
        Orders.include(step, LeaseEffect.Release.class)
            && step.next()
                .decision()
                .filter(made -> HANDED_OVER.contains(made.rule().id()))
                .isPresent();
    if (hands && successor(node, step).isEmpty()) {
      findings.violated("S11", node + " hands the lead over to nobody who has everything");
    }
  }

  /** Answers to a later round may have come before it, and tell of a later time. */
  private static boolean isOutrun(Event event, Step step) {
    return event instanceof PeerEvent.Answered answered
        && answered.surveyId() < step.next().survey().id();
  }

  private Optional<PeerStatus> successor(SimNode node, Step step) {
    Optional<NodeName> named =
        Moves.request(new Situation(step.next(), step.next().now()))
            .flatMap(FailoverRequest::candidate);
    Position end = ends.getOrDefault(node.index(), new Position(0, 0));
    return answers
        .within(node, FRESH)
        .filter(told -> !told.primary())
        .filter(told -> named.isEmpty() || named.get().equals(told.name()))
        .filter(told -> told.position().filter(position -> hasAll(position, end)).isPresent())
        .findFirst();
  }

  private static boolean hasAll(Position position, Position end) {
    return position.epoch() == end.epoch() && position.offset() >= end.offset();
  }
}
