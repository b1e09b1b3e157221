package io.matriarch.core.internal.machine;

import io.matriarch.core.internal.policy.ResourceFacts;
import io.matriarch.core.model.MonoTime;
import java.time.Duration;
import java.util.Optional;

/** Computes the guard's orders from what is known. */
final class GuardPlan {
  private static final Duration LAST_RESORT = Duration.ofSeconds(2);

  private GuardPlan() {}

  static GuardOrders of(Draft draft) {
    boolean becoming =
        draft
            .tasks
            .running()
            .filter(task -> task.spec().makesPrimary())
            .filter(task -> !(task.spec() instanceof TaskSpec.Bootstrap))
            .isPresent();
    boolean mayBeWritable = becoming || ResourceFacts.mayBeWritable(draft.freeze());
    if (!mayBeWritable || draft.freeze().leftAlone()) {
      return GuardOrders.NONE;
    }
    Optional<LeaseTimes> right = right(draft);
    if (right.isPresent()) {
      return new GuardOrders(right.get().fenceAt(), right.get().validUntil());
    }
    boolean lost = draft.lease instanceof LeaseState.None none && none.lost().isPresent();
    MonoTime end =
        draft
            .memory
            .creation()
            .filter(creation -> !lost)
            .map(Creation::validUntil)
            .orElse(draft.memory.adoptedUntil());
    return new GuardOrders(end, end.plus(LAST_RESORT));
  }

  /** By the lease, or by the agreement of all others, whichever holds longer. */
  static Optional<LeaseTimes> right(Draft draft) {
    Optional<LeaseTimes> agreed =
        draft.failsafe.validAt(draft.now) ? draft.failsafe.times() : Optional.empty();
    if (draft.lease instanceof LeaseState.Held held) {
      return agreed
          .filter(times -> times.validUntil().isAfter(held.times().validUntil()))
          .or(() -> Optional.of(held.times()));
    }
    return agreed;
  }
}
