package io.matriarch.core.internal.machine;

import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.internal.event.StoreEvent;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.store.WriteResult;
import java.util.Optional;

/** Takes in what the store lane brings. */
final class StoreFold {
  private StoreFold() {}

  static void fold(Draft draft, StoreEvent event, LeaseKeeper keeper) {
    Desks.written(draft, event);
    if (event instanceof StoreEvent.Hint) {
      draft.storeDirty();
    } else if (event instanceof StoreEvent.Read read) {
      if (awaited(draft.store.reading(), read.id())) {
        seen(draft, read.view(), keeper);
      }
    } else if (event instanceof StoreEvent.ReadFailed failed) {
      if (awaited(draft.store.reading(), failed.id())) {
        draft.store = draft.store.failed(failed.failure().message(), draft.now);
      }
    } else if (event instanceof StoreEvent.Written written) {
      if (awaited(writing(draft), written.id())) {
        written(draft, written.result());
      }
    } else if (event instanceof StoreEvent.WriteFailed failed
        && awaited(writing(draft), failed.id())) {
      draft.store = draft.store.writeEnded(draft.now);
      draft.memory = draft.memory.notAnnounced(draft.now);
      if (failed.failure().unknown()) {
        draft.storeDirty();
      }
    }
  }

  private static boolean awaited(Optional<InFlight> request, long id) {
    return request.filter(r -> r.id() == id).isPresent();
  }

  private static void seen(Draft draft, ClusterView view, LeaseKeeper keeper) {
    draft.store = draft.store.seen(view, draft.now, draft.wallClock);
    draft.leader = draft.leader.seen(view, draft.now);
    readConfig(draft, view);
    if (view.failover().isEmpty()) {
      draft.memory = draft.memory.answeredRequest(Optional.empty());
    }
    draft.memory =
        draft.memory.creation(draft.memory.creation().map(creation -> creation.seenIn(view)));
    keeper.seen(draft, view);
    view.leader()
        .ifPresent(
            leader ->
                draft.memory =
                    draft
                        .memory
                        .lastViewWithLeader(Optional.of(view))
                        .sawLeader(leader.term(), draft.now));
  }

  private static void readConfig(Draft draft, ClusterView view) {
    boolean wasPaused = draft.config.paused();
    boolean wasFailsafe = draft.config.failsafeMode();
    draft.memory = draft.memory.hadTtl(draft.config.timing().ttl());
    String text =
        view.config()
            .map(Versioned::value)
            .filter(any -> draft.store.documents().configUsable())
            .orElse(draft.config.text());
    if (!text.equals(draft.config.text()) || view.isMixed() != draft.config.mixed()) {
      ClusterConfig read = ClusterConfig.parse(text, view.isMixed());
      draft.config = draft.election.map(policy -> policy.over(read)).orElse(read);
    }
    if (wasFailsafe && !draft.config.failsafeMode()) {
      draft.memory = draft.memory.failsafeOffAt(draft.now);
    }
    if (wasPaused && !draft.config.paused()) {
      // A primary that went on without the lock gets the time to take it up again.
      draft.memory = draft.memory.adoptedUntil(draft.now.plus(NodeState.ADOPTION_WINDOW));
      draft.lease =
          draft.lease instanceof LeaseState.None none
              ? new LeaseState.None(none.noClaimBefore(), Optional.empty())
              : draft.lease;
    }
  }

  /** A conflict means that what we thought of the store is wrong. */
  private static void written(Draft draft, WriteResult result) {
    Optional<Creation> won =
        draft
            .store
            .writing()
            .filter(any -> result instanceof WriteResult.Applied)
            .flatMap(writing -> creation(writing, draft.now));
    draft.store = draft.store.writeEnded(draft.now);
    draft.memory = draft.memory.creation(won.or(draft.memory::creation));
    if (won.isPresent() || result instanceof WriteResult.Conflict) {
      draft.storeDirty();
    }
  }

  private static Optional<Creation> creation(StoreState.Writing writing, MonoTime now) {
    return switch (writing.purpose()) {
      case CREATION_CLAIM -> Optional.of(Creation.won(now));
      case CREATION_TAKE_OVER ->
          writing.abandoned().map(replaced -> Creation.takenOver(now, replaced));
      case ANNOUNCEMENT, DOCUMENT -> Optional.empty();
    };
  }

  private static Optional<InFlight> writing(Draft draft) {
    return draft.store.writing().map(StoreState.Writing::request);
  }
}
