package io.matriarch.core.internal.election;

import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.internal.machine.Schedules;
import io.matriarch.core.internal.policy.ElectionFacts;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.FailoverRequest;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.peer.PeerStatus;
import io.matriarch.core.resource.ResourceReport;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What the request to move leadership means to this node now. */
public final class Moves {
  /** A member that has just started may not be able to tell yet where it is. */
  private static final Duration PATIENCE_WITH_CANDIDATES = Duration.ofSeconds(1);

  /** A server lets five seconds pass between two attempts to connect. */
  private static final Duration PATIENCE_WITH_STREAMS = Duration.ofSeconds(6);

  private Moves() {}

  /** The request that stands in the store. */
  public static Optional<FailoverRequest> request(Situation s) {
    return s.move();
  }

  /**
   * This leader is to step aside now; not while those whom it asked to let it go on without the
   * store stand still: nobody would take over.
   */
  public static boolean due(Situation s) {
    return request(s)
        .filter(move -> s.now().hasReached(s.state().memory().othersStandUntil()))
        .filter(move -> timeHasCome(s, move) && !stale(s))
        .filter(move -> !nonsense(s, move))
        .filter(move -> !answered(s))
        .isPresent();
  }

  /** The request has nothing more to say to this leader. */
  public static boolean settled(Situation s) {
    Optional<FailoverRequest> request = request(s);
    if (request.isEmpty()) {
      return false;
    }
    FailoverRequest move = request.get();
    boolean waits = move.scheduledAt().isPresent() && paused(s);
    return answered(s)
        || unreadable(s, move)
        || !waits && stale(s)
        || timeHasCome(s, move) && nonsense(s, move)
        || inVain(s);
  }

  /**
   * This node is named as the next leader and its time has come; unless its tags bar it from that,
   * or its timeline where those are checked.
   */
  public static boolean namesMe(Situation s) {
    return request(s)
        .filter(move -> !s.state().settings().tags().nofailover())
        .filter(move -> !s.state().config().failover().checkTimeline() || onLatestTimeline(s))
        .filter(move -> timeHasCome(s, move))
        .flatMap(FailoverRequest::candidate)
        .filter(s.self()::equals)
        .isPresent();
  }

  private static boolean onLatestTimeline(Situation s) {
    return s.report()
        .flatMap(ResourceReport::position)
        .filter(position -> position.epoch() >= s.clusterTimeline())
        .isPresent();
  }

  /** Another listed member is named, and its time has come. */
  public static boolean namesAnother(Situation s) {
    return request(s)
        .filter(move -> timeHasCome(s, move))
        .flatMap(FailoverRequest::candidate)
        .filter(name -> !name.equals(s.self()))
        .filter(name -> s.view().flatMap(view -> view.member(name)).isPresent())
        .isPresent();
  }

  /** The named member answered and may lead. */
  public static boolean namedOneIsFit(Situation s) {
    if (s.state().stateless()) {
      return namesAnother(s);
    }
    return ElectionFacts.surveyDone(s)
        && candidate(s)
            .map(name -> s.survey().answers().get(name))
            .filter(peer -> MovePreflight.objection(s, peer, false).isEmpty())
            .isPresent();
  }

  /** Somebody who answered could take over as requested. */
  public static boolean feasible(Situation s) {
    if (s.state().stateless()) {
      return anotherIsListed(s);
    }
    return ElectionFacts.surveyDone(s)
        && s.survey().answers().values().stream()
            .filter(peer -> wanted(s, peer))
            .anyMatch(peer -> objection(s, peer).isEmpty());
  }

  /** Without a stream it would never get the last of what this leader has written. */
  private static Optional<String> objection(Situation s, PeerStatus peer) {
    return MovePreflight.objection(s, peer, true)
        .or(() -> Optional.of("does not stream").filter(any -> !mayStream(peer)));
  }

  private static boolean mayStream(PeerStatus peer) {
    return peer.streaming().orElse(true);
  }

  /** Those who were asked had their time, and nobody could take over as requested. */
  public static boolean inVain(Situation s) {
    if (s.state().stateless()) {
      return due(s) && !feasible(s);
    }
    return due(s)
        && ElectionFacts.surveyDone(s)
        && !feasible(s)
        && s.state()
            .memory()
            .moveDueSince()
            .filter(since -> s.now().hasReached(since.plus(patience(s))))
            .isPresent();
  }

  /** Longer if somebody lacks nothing but a stream. */
  private static Duration patience(Situation s) {
    boolean waitsForStream =
        s.survey().answers().values().stream()
            .filter(peer -> wanted(s, peer))
            .anyMatch(peer -> MovePreflight.objection(s, peer, true).isEmpty());
    return waitsForStream ? PATIENCE_WITH_STREAMS : PATIENCE_WITH_CANDIDATES;
  }

  /** Without data whoever takes part can lead. */
  private static boolean anotherIsListed(Situation s) {
    return s.view().map(ClusterView::members).orElseGet(TreeMap::new).keySet().stream()
        .filter(name -> !name.equals(s.self()))
        .anyMatch(name -> candidate(s).map(name::equals).orElse(true));
  }

  /** Why nobody could, one sentence for each that was asked. */
  public static List<String> objections(Situation s) {
    if (s.state().stateless()) {
      return List.of(
          candidate(s).map(name -> name + " takes no part").orElse("nobody else takes part"));
    }
    return s.survey().asked().stream()
        .map(name -> s.survey().answers().getOrDefault(name, PeerStatus.unreachable(name)))
        .filter(peer -> wanted(s, peer))
        .flatMap(peer -> objection(s, peer).map(why -> peer.name() + " " + why).stream())
        .toList();
  }

  /** The one that the request names, if it names one; else anybody. */
  static boolean wanted(Situation s, PeerStatus peer) {
    return candidate(s).map(peer.name()::equals).orElse(true);
  }

  private static Optional<NodeName> candidate(Situation s) {
    return request(s).flatMap(FailoverRequest::candidate);
  }

  /** It was there when this node took the lead, which was the answer to it. */
  private static boolean answered(Situation s) {
    Optional<Versioned> answered = s.state().memory().answeredRequest();
    return answered.isPresent() && answered.equals(s.view().flatMap(ClusterView::failover));
  }

  private static boolean nonsense(Situation s, FailoverRequest move) {
    ClusterConfig config = s.state().config();
    return move.leader().filter(name -> !name.equals(s.self())).isPresent()
        || move.candidate().filter(s.self()::equals).isPresent()
        || config.paused() && move.candidate().isEmpty()
        || !config.unbuiltModes().isEmpty();
  }

  private static boolean timeHasCome(Situation s, FailoverRequest move) {
    boolean now = move.scheduledAt().isEmpty();
    boolean reached = instant(s).filter(at -> !s.state().wallClock().isBefore(at)).isPresent();
    return now || reached && !paused(s);
  }

  private static boolean stale(Situation s) {
    return instant(s)
        .map(at -> at.plus(Schedules.tolerance(s.state().config())))
        .filter(limit -> s.state().wallClock().isAfter(limit))
        .isPresent();
  }

  private static boolean unreadable(Situation s, FailoverRequest move) {
    return move.scheduledAt().isPresent() && s.moveAt().isEmpty();
  }

  /** When the request is to be carried out, if it is scheduled. */
  public static Optional<OffsetDateTime> schedule(Situation s) {
    return s.moveAt();
  }

  private static Optional<Instant> instant(Situation s) {
    return s.moveAt().map(OffsetDateTime::toInstant);
  }

  private static boolean paused(Situation s) {
    return s.state().config().paused();
  }
}
