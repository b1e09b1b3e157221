package io.matriarch.core.internal.chore;

import io.matriarch.core.internal.machine.Memory;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.MonoTime;
import java.time.Duration;
import java.util.Optional;

/**
 * Publishes the node's own record: at once when something that others act upon has changed or the
 * record has vanished, and with every loop_wait if only positions have moved.
 */
public final class MemberAnnouncer implements WritePlanner {
  private static final Duration GAP = Duration.ofSeconds(1);

  @Override
  public Optional<Write> plan(Situation s) {
    if (s.view().isEmpty() || s.report().isEmpty()) {
      return Optional.empty();
    }
    MemberRecord record = SelfPortrait.of(s.state());
    Memory memory = s.state().memory();
    Optional<MemberRecord> last = memory.announced();
    boolean vanished =
        s.view().get().sentAt().isAfter(memory.announcedAt().plus(GAP))
            && !s.view().get().members().containsKey(s.self());
    boolean failed = last.isEmpty() && s.now().hasReached(memory.announcedAt().plus(GAP));
    boolean first = last.isEmpty() && memory.announcedAt().equals(MonoTime.MIN);
    boolean moved = last.filter(old -> !old.equals(record)).isPresent();
    boolean changed = moved && !moved(last.get(), record).equals(record);
    return first || failed || vanished || changed || moved && s.now().hasReached(due(s.state()))
        ? Optional.of(new Write.Announcement(record))
        : Optional.empty();
  }

  /** When positions are to be published again. */
  public static MonoTime due(NodeState state) {
    return state.memory().announcedAt().plus(state.config().timing().loopWait());
  }

  /** The old record with the positions of the new one, which move all the time. */
  private static MemberRecord moved(MemberRecord old, MemberRecord to) {
    return new MemberRecord(
        old.name(),
        old.connUrl(),
        old.apiUrl(),
        old.state(),
        old.role(),
        old.version(),
        old.tags(),
        to.position(),
        to.received(),
        to.replayed(),
        old.replicationState(),
        old.timeline(),
        old.checkpointPending(),
        old.pendingRestart(),
        old.pendingRestartReason(),
        old.scheduledRestart(),
        old.proxyUrl(),
        old.paused(),
        old.native_());
  }
}
