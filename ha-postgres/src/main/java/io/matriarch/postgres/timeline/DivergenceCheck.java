package io.matriarch.postgres.timeline;

import io.matriarch.core.model.Lsn;
import io.matriarch.core.model.Position;
import io.matriarch.core.resource.Divergence;
import java.util.Optional;

/** Judges whether a local copy can follow a leader. Pure. */
public final class DivergenceCheck {
  private DivergenceCheck() {}

  /** What the local copy is. */
  public enum Local {
    /** It followed somebody: what it has came from there. */
    REPLICA,
    /** It was a primary, and stopped in an orderly way. */
    STOPPED_PRIMARY,
    /** It was a primary and crashed: how far it wrote is not known. */
    CRASHED_PRIMARY
  }

  /**
   * @param end a replica's position in replay; a stopped primary's shutdown checkpoint
   * @param leaderTimeline timeline of the leader
   * @param history where the leader's timelines ended
   */
  public static Divergence judge(
      Local local, Position end, long leaderTimeline, TimelineHistory history) {
    if (end.epoch() == leaderTimeline) {
      return Divergence.IN_LINE;
    }
    Optional<Lsn> branch = history.endOf(end.epoch());
    if (end.epoch() > leaderTimeline || branch.isEmpty() || local == Local.CRASHED_PRIMARY) {
      return Divergence.DIVERGED;
    }
    int order = new Lsn(end.offset()).compareTo(branch.get());
    // A primary's last record begins at its position, so the leader has it only if it went on
    // behind that; a replica's position is the end of what it replayed.
    boolean within = local == Local.REPLICA ? order <= 0 : order < 0;
    return within ? Divergence.IN_LINE : Divergence.DIVERGED;
  }
}
