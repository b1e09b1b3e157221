package io.matriarch.core.internal.election;

import io.matriarch.core.internal.machine.Returning;
import io.matriarch.core.internal.machine.TaskSlot;
import io.matriarch.core.internal.machine.TaskSpec;
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

  /**
   * Somebody who answered may lead and has everything up to the stopped resource's end; the one
   * that is to lead, if somebody is named.
   */
  public static boolean anyHasAll(Situation s) {
    Optional<Position> end = end(s);
    return end.isPresent()
        && s.survey().answers().values().stream()
            .filter(Successors::mayLead)
            .filter(peer -> Moves.wanted(s, peer))
            .flatMap(peer -> peer.position().stream())
            .map(position -> Candidacy.comparable(position, end.get()))
            .anyMatch(position -> hasAll(position, end.get()));
  }

  /** On the leader's own timeline: what is ahead on another one has left it earlier. */
  private static boolean hasAll(Position position, Position end) {
    return position.epoch() == end.epoch() && position.offset() >= end.offset();
  }

  /** Of a stop, under way or done; a restart has an end as well, and hands nothing over. */
  private static Optional<Position> end(Situation s) {
    return s.state()
        .tasks()
        .running()
        .filter(task -> task.spec() instanceof TaskSpec.Stop)
        .flatMap(TaskSlot.Running::finalPosition)
        .or(
            () ->
                s.state()
                    .memory()
                    .returning()
                    .filter(Returning::handingOver)
                    .flatMap(Returning::end));
  }

  private static boolean mayLead(PeerStatus peer) {
    return Candidacy.counts(peer) && !peer.primary();
  }
}
