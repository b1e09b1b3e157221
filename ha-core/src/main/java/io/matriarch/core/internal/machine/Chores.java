package io.matriarch.core.internal.machine;

import io.matriarch.core.internal.chore.ConfigPublisher;
import io.matriarch.core.internal.chore.FollowerPlanner;
import io.matriarch.core.internal.chore.HistoryWriter;
import io.matriarch.core.internal.chore.InitializeWriter;
import io.matriarch.core.internal.chore.MemberAnnouncer;
import io.matriarch.core.internal.chore.Write;
import io.matriarch.core.internal.chore.WritePlanner;
import io.matriarch.core.internal.effect.ResourceEffect;
import io.matriarch.core.internal.effect.StoreEffect;
import io.matriarch.core.internal.machine.StoreState.Purpose;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.resource.Follower;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Turns what the planners want into effects, one store write at a time, in order of weight. */
final class Chores {
  private static final List<WritePlanner> PLANNERS =
      List.of(
          new InitializeWriter(),
          new ConfigPublisher(),
          new MemberAnnouncer(),
          new HistoryWriter());
  private static final Duration LONGEST_WRITE = Duration.ofSeconds(5);
  private static final Duration LONGEST_CHORE = Duration.ofSeconds(5);

  private Chores() {}

  static void plan(Draft draft) {
    if (draft.memory.exiting()) {
      return;
    }
    StoreState store = draft.store;
    if (store.reachable() && store.dirtySince().isEmpty() && store.writing().isEmpty()) {
      PLANNERS.stream()
          .map(planner -> planner.plan(draft.situation()))
          .flatMap(Optional::stream)
          .filter(write -> write instanceof Write.Announcement || store.showsOwnWrites())
          .findFirst()
          .ifPresent(write -> emit(draft, write));
    }
    FollowerPlanner.plan(draft.situation()).ifPresent(followers -> retain(draft, followers));
  }

  private static void emit(Draft draft, Write write) {
    Call call = draft.call(LeaseTimes.shorter(LONGEST_WRITE, draft.config.timing().retryTimeout()));
    long id = draft.newId();
    InFlight request = draft.inFlight(id, call);
    if (write instanceof Write.Document document) {
      draft.store = draft.store.writing(request, Purpose.DOCUMENT);
      draft.emit(new StoreEffect.Put(id, document.document(), document.expected(), call));
    } else if (write instanceof Write.Announcement announcement) {
      draft.store = draft.store.writing(request, Purpose.ANNOUNCEMENT);
      draft.memory = draft.memory.announced(announcement.record(), draft.now);
      draft.emit(new StoreEffect.Announce(id, announcement.record(), call));
    }
  }

  private static void retain(Draft draft, SortedSet<Follower> followers) {
    Call call = draft.call(LONGEST_CHORE);
    long id = draft.newId();
    draft.memory = draft.memory.retainedFor(FollowerPlanner.names(followers));
    draft.resource =
        draft.resource.retaining(
            Optional.of(draft.inFlight(id, call)),
            draft.now.plus(draft.config.timing().loopWait()));
    draft.emit(new ResourceEffect.Retain(id, followers, call));
  }

  /** When a planner may want something though nothing happens. */
  static MonoTime due(NodeState state) {
    MonoTime gap = state.memory().announcedAt().plus(Duration.ofSeconds(1));
    MonoTime announcing = state.memory().announced().isEmpty() ? gap : MemberAnnouncer.due(state);
    return MonoTime.earlier(announcing, state.resource().retainAt());
  }
}
