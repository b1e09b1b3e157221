package io.matriarch.core.internal.election;

import io.matriarch.core.internal.machine.TaskSlot;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.Position;
import io.matriarch.core.peer.PeerStatus;
import java.util.Optional;

/** Could somebody else lead, so that giving leadership up makes sense? */
public final class Successors {
  private Successors() {}

  /** Somebody who answered may lead and is not too far behind what was last published. */
  public static boolean anyCouldLead(Situation s) {
    return s.survey().answers().values().stream()
        .filter(Successors::mayLead)
        .anyMatch(peer -> closeEnough(s, peer));
  }

  /** It is not too far behind what was last published to lead. */
  static boolean closeEnough(Situation s, PeerStatus peer) {
    long published = s.view().map(ClusterView::status).map(status -> status.position()).orElse(0L);
    long allowed = s.state().config().failover().maximumLag();
    return peer.position().filter(own -> published - own.offset() <= allowed).isPresent();
  }

  /** Somebody who answered may lead and has everything up to the stopping resource's end. */
  public static boolean anyHasAll(Situation s) {
    Optional<Position> end = s.state().tasks().running().flatMap(TaskSlot.Running::finalPosition);
    return end.isPresent()
        && s.survey().answers().values().stream()
            .filter(Successors::mayLead)
            .flatMap(peer -> peer.position().stream())
            .map(position -> Candidacy.comparable(position, end.get()))
            .anyMatch(position -> position.compareTo(end.get()) >= 0);
  }

  private static boolean mayLead(PeerStatus peer) {
    return Candidacy.counts(peer) && !peer.primary();
  }
}
