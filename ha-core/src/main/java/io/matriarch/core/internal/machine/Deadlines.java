package io.matriarch.core.internal.machine;

import io.matriarch.core.model.MonoTime;
import java.util.Optional;

/** Closes what has waited too long: nothing is awaited for ever. */
final class Deadlines {
  private Deadlines() {}

  static void expire(Draft draft, LeaseKeeper keeper) {
    MonoTime now = draft.now;
    draft.survey = draft.survey.sleptThroughBy(now) ? SurveyState.NONE : draft.survey.at(now);
    if (overdue(draft.store.reading(), now)) {
      draft.store = draft.store.failed("the store does not answer", now);
    }
    if (overdue(draft.store.writing().map(StoreState.Writing::request), now)) {
      draft.store = draft.store.writeEnded(now);
      draft.memory = draft.memory.notAnnounced(now);
      draft.storeDirty();
    }
    if (overdue(draft.resource.observing(), now)) {
      draft.resource = draft.resource.observeFailed(now);
    }
    if (overdue(draft.resource.comparing().map(ResourceState.Comparison::request), now)) {
      draft.resource = draft.resource.comparing(Optional.empty());
    }
    if (overdue(draft.resource.retaining(), now)) {
      draft.resource = draft.resource.retaining(Optional.empty(), draft.resource.retainAt());
    }
    if (overdue(draft.resource.configuring(), now)) {
      draft.resource = draft.resource.notConfigured(now);
    }
    FailsafeKeeper.expire(draft);
    WatchdogKeeper.expire(draft);
    keeper.expire(draft);
  }

  private static boolean overdue(Optional<InFlight> request, MonoTime now) {
    return request.filter(r -> r.overdueAt(now)).isPresent();
  }
}
