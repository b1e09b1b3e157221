package io.matriarch.core.internal.machine;

import io.matriarch.core.api.Command.Move;
import io.matriarch.core.api.CommandResult;
import io.matriarch.core.api.CommandResult.Outcome;
import io.matriarch.core.internal.machine.Pending.Moving;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.wire.FailoverCodec;
import io.matriarch.core.wire.SyncCodec;
import io.matriarch.core.wire.Timestamps;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;

/** Why a move is refused, in the order and the words of Patroni 4.1. */
final class MoveRefusals {
  private MoveRefusals() {}

  /** What can be told from the request alone. */
  static Optional<CommandResult> before(
      Move move, Optional<OffsetDateTime> at, boolean paused, Instant now) {
    boolean failover = move.kind() == Move.Kind.FAILOVER;
    boolean scheduled = move.scheduledAt().isPresent();
    if (failover && move.candidate().isEmpty()) {
      return invalid("Failover could be performed only to a specific candidate");
    }
    if (!failover && move.leader().isEmpty()) {
      return invalid("Switchover could be performed only from a specific leader");
    }
    if (failover && scheduled) {
      return invalid("Failover can't be scheduled");
    }
    if (scheduled && paused) {
      return invalid("Can't schedule switchover in the paused state");
    }
    if (scheduled) {
      Optional<CommandResult> wrong = schedule("switchover", move.scheduledAt().get(), at, now);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    if (paused && move.candidate().isEmpty()) {
      return invalid("Switchover is possible only to a specific candidate in a paused state");
    }
    if (move.leader().isPresent() && move.leader().equals(move.candidate())) {
      return invalid("Switchover target and source are the same");
    }
    return Optional.empty();
  }

  /** What is wrong with a point in time that was asked for. */
  static Optional<CommandResult> schedule(
      String action, String text, Optional<OffsetDateTime> at, Instant now) {
    if (Timestamps.parse(text).isEmpty()) {
      return unprocessable(
          "Unable to parse scheduled timestamp. It should be in an unambiguous format, e.g. ISO"
              + " 8601");
    }
    if (at.isEmpty()) {
      return invalid("Timezone information is mandatory for the scheduled " + action);
    }
    return at.get().toInstant().isBefore(now)
        ? unprocessable("Cannot schedule " + action + " in the past")
        : Optional.empty();
  }

  /** What only the cluster can tell. */
  static Optional<CommandResult> in(ClusterView view, Moving moving) {
    Move move = moving.move();
    Optional<NodeName> candidate = move.candidate();
    boolean mismatch = move.leader().isPresent() && !move.leader().equals(moving.oldLeader());
    if (mismatch && moving.at().isEmpty()) {
      return failed("leader name does not match");
    }
    Optional<SyncCodec.Sync> sync =
        view.sync().map(Versioned::value).flatMap(SyncCodec::decode).filter(s -> s.quorum() == 0);
    if (moving.switchover()
        && candidate.isPresent()
        && sync.filter(s -> !s.lists(candidate.get())).isPresent()) {
      return failed("candidate name does not match with sync_standby");
    }
    if (candidate.isPresent() && view.member(candidate.get()).isEmpty()) {
      return failed("candidate does not exists");
    }
    if (candidate.isEmpty() && sync.filter(s -> s.standbys().isEmpty()).isPresent()) {
      return failed(action(moving) + " is not possible: can not find sync_standby");
    }
    boolean others =
        view.members().values().stream()
            .anyMatch(
                member ->
                    !Optional.of(member.name()).equals(moving.oldLeader())
                        && !member.apiUrl().isEmpty());
    if (candidate.isEmpty() && !others) {
      return failed(
          action(moving) + " is not possible: cluster does not have members except leader");
    }
    return Optional.empty();
  }

  /** A request stands in the store. */
  static boolean stands(ClusterView view) {
    return view.failover().map(Versioned::value).flatMap(FailoverCodec::decode).isPresent();
  }

  static String action(Moving moving) {
    return title(moving).toLowerCase(Locale.ROOT);
  }

  static String title(Moving moving) {
    return moving.switchover() ? "Switchover" : "Failover";
  }

  private static Optional<CommandResult> invalid(String text) {
    return Optional.of(new CommandResult(Outcome.INVALID, text));
  }

  private static Optional<CommandResult> unprocessable(String text) {
    return Optional.of(new CommandResult(Outcome.UNPROCESSABLE, text));
  }

  private static Optional<CommandResult> failed(String text) {
    return Optional.of(new CommandResult(Outcome.PRECONDITION_FAILED, text));
  }
}
