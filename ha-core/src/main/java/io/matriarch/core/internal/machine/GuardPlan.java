package io.matriarch.core.internal.machine;

import io.matriarch.core.internal.policy.ResourceFacts;
import io.matriarch.core.model.MonoTime;
import java.time.Duration;

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
    if (!mayBeWritable || draft.config.paused()) {
      return GuardOrders.NONE;
    }
    if (draft.lease instanceof LeaseState.Held held) {
      return new GuardOrders(held.times().fenceAt(), held.times().validUntil());
    }
    boolean lost = draft.lease instanceof LeaseState.None none && none.lost().isPresent();
    if (draft.memory.initializing() && !lost) {
      return GuardOrders.NONE;
    }
    MonoTime end = draft.memory.adoptedUntil();
    return new GuardOrders(end, end.plus(LAST_RESORT));
  }
}
