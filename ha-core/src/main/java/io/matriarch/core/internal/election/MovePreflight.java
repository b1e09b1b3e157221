package io.matriarch.core.internal.election;

import io.matriarch.core.api.Command.Move;
import io.matriarch.core.config.FailoverPolicy;
import io.matriarch.core.internal.machine.SurveyState;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Position;
import io.matriarch.core.model.Role;
import io.matriarch.core.peer.PeerStatus;
import io.matriarch.core.resource.ResourceReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Could a move succeed? Asked before anything is written down or stopped. */
public final class MovePreflight {
  private MovePreflight() {}

  /** Whom to ask: the named one, or everybody but the leader. */
  public static List<MemberRecord> candidates(
      ClusterView view, Optional<NodeName> leader, Move move) {
    return view.members().values().stream()
        .filter(
            member ->
                move.candidate().isPresent()
                    ? move.candidate().get().equals(member.name())
                    : !member.apiUrl().isEmpty() && !Optional.of(member.name()).equals(leader))
        .toList();
  }

  /** One sentence for each of them that cannot take over. */
  public static List<String> objections(Situation s, SurveyState answers, boolean switchover) {
    List<String> objections = new ArrayList<>();
    for (NodeName name : answers.asked()) {
      PeerStatus answer = answers.answers().getOrDefault(name, PeerStatus.unreachable(name));
      objection(s, answer, switchover).ifPresent(why -> objections.add(name + " " + why));
    }
    return objections;
  }

  /**
   * Why this member cannot take over.
   *
   * @param measured it must also be close enough to what was last published
   */
  static Optional<String> objection(Situation s, PeerStatus peer, boolean measured) {
    if (!peer.reachable()) {
      return Optional.of("does not answer");
    }
    if (peer.tags().nofailover()) {
      return Optional.of("is not allowed to promote (tag nofailover or failover_priority)");
    }
    if (peer.watchdogFailed()) {
      return Optional.of("cannot activate its watchdog");
    }
    return measured ? measured(s, peer) : Optional.empty();
  }

  private static Optional<String> measured(Situation s, PeerStatus peer) {
    FailoverPolicy policy = s.state().config().failover();
    if (!Successors.closeEnough(s, peer)) {
      long published = s.view().map(view -> view.status().position()).orElse(0L);
      long behind = published - peer.position().map(Position::offset).orElse(0L);
      return Optional.of(
          "is %d bytes behind, maximum_lag_on_failover is %d"
              .formatted(behind, policy.maximumLag()));
    }
    long epoch = peer.position().map(Position::epoch).orElse(0L);
    long mine = s.report().flatMap(ResourceReport::position).map(Position::epoch).orElse(epoch);
    if (s.running(Role.PRIMARY) && epoch > mine) {
      return Optional.of("is on timeline %d, the leader on %d".formatted(epoch, mine));
    }
    return policy.checkTimeline() && epoch < s.clusterTimeline()
        ? Optional.of("is on timeline %d, the cluster on %d".formatted(epoch, s.clusterTimeline()))
        : Optional.empty();
  }
}
