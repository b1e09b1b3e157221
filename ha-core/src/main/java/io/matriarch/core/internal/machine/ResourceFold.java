package io.matriarch.core.internal.machine;

import io.matriarch.core.internal.event.ResourceEvent;
import java.util.Optional;

/** Takes in what looking at the resource brings. */
final class ResourceFold {
  private ResourceFold() {}

  static void fold(Draft draft, ResourceEvent event) {
    if (event instanceof ResourceEvent.Hint) {
      draft.resourceDirty();
    } else if (event instanceof ResourceEvent.Reported reported) {
      if (awaited(draft.resource.observing(), reported.id())) {
        draft.resource = draft.resource.reported(reported.report(), reported.askedAt(), draft.now);
      }
    } else if (event instanceof ResourceEvent.ObserveFailed failed) {
      if (awaited(draft.resource.observing(), failed.id())) {
        draft.resource = draft.resource.observeFailed(draft.now);
      }
    } else if (event instanceof ResourceEvent.Compared compared) {
      draft
          .resource
          .comparing()
          .filter(comparison -> comparison.request().id() == compared.id())
          .ifPresent(
              comparison ->
                  draft.resource =
                      draft.resource.judged(
                          Optional.of(
                              new ResourceState.Verdict(
                                  compared.divergence(),
                                  comparison.leader(),
                                  comparison.term(),
                                  draft.now))));
    } else if (event instanceof ResourceEvent.Configured configured) {
      if (awaited(draft.resource.configuring(), configured.id())) {
        draft.resource =
            configured.problem().isEmpty()
                ? draft.resource.configurationApplied().dirty(draft.now)
                : draft.resource.notConfigured(draft.now);
      }
    } else if (event instanceof ResourceEvent.Retained retained
        && awaited(draft.resource.retaining(), retained.id())) {
      draft.resource = draft.resource.retaining(Optional.empty(), draft.resource.retainAt());
    }
  }

  private static boolean awaited(Optional<InFlight> request, long id) {
    return request.filter(r -> r.id() == id).isPresent();
  }
}
