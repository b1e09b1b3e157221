package io.matriarch.core.internal.machine;

import io.matriarch.core.internal.effect.WatchdogEffect;
import io.matriarch.core.internal.event.WatchdogEvent;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.MonoTime;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps the watchdog informed: until when a leader may be writable, from the moment it holds the
 * lease; nothing while nobody could write, or by agreement in pause. Told again each {@code
 * loop_wait}, to know that it lives.
 */
final class WatchdogKeeper {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private WatchdogKeeper() {}

  static void plan(Draft draft) {
    WatchdogState state = draft.watchdog;
    if (state.need() == WatchdogState.Need.NONE || unseen(draft)) {
      return;
    }
    GuardOrders wanted = wanted(draft);
    boolean busy = state.telling().isPresent() && !draft.memory.exiting();
    boolean due = !wanted.equals(state.told()) || draft.now.hasReached(dueAt(state, draft));
    if (busy || !due) {
      return;
    }
    Call call = draft.call(PATIENCE);
    long id = draft.newId();
    draft.watchdog = state.telling(draft.inFlight(id, call), wanted, draft.now);
    draft.emit(new WatchdogEffect(id, wanted, call));
  }

  /** An earlier process may have told it something, and nobody knows yet what runs here. */
  private static boolean unseen(Draft draft) {
    return draft.resource.report().isEmpty()
        && GuardPlan.right(draft).isEmpty()
        && !draft.config.paused();
  }

  /** Whoever has no right to be writable may shorten what was said before, never lengthen it. */
  private static GuardOrders wanted(Draft draft) {
    if (draft.config.paused()) {
      return GuardOrders.NONE;
    }
    Optional<LeaseTimes> right = GuardPlan.right(draft);
    if (right.isPresent()) {
      return new GuardOrders(right.get().fenceAt(), right.get().validUntil());
    }
    GuardOrders present = GuardPlan.of(draft);
    return present.fenceAt().isFinite() ? present.noLaterThan(draft.watchdog.told()) : present;
  }

  static void fold(Draft draft, WatchdogEvent event) {
    if (draft.watchdog.telling().filter(request -> request.id() == event.id()).isEmpty()) {
      return;
    }
    draft.watchdog =
        event instanceof WatchdogEvent.Failed failed
            ? draft.watchdog.failed(failed.problem())
            : draft.watchdog.heard();
  }

  static void expire(Draft draft) {
    if (draft.watchdog.telling().filter(request -> request.overdueAt(draft.now)).isPresent()) {
      draft.watchdog = draft.watchdog.failed("the watchdog does not answer");
    }
  }

  static MonoTime due(Draft draft) {
    WatchdogState state = draft.watchdog;
    if (state.need() == WatchdogState.Need.NONE || unseen(draft)) {
      return MonoTime.MAX;
    }
    return state.telling().map(InFlight::overdue).orElseGet(() -> dueAt(state, draft));
  }

  private static MonoTime dueAt(WatchdogState state, Draft draft) {
    boolean urgent = state.problem().isPresent() && GuardPlan.right(draft).isPresent();
    Duration gap = urgent ? AGAIN : draft.config.timing().loopWait();
    return state.toldAt().plus(gap);
  }
}
