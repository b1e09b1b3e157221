package io.matriarch.core.internal.machine;

import io.matriarch.core.internal.chore.ConfigPublisher;
import io.matriarch.core.internal.chore.FailoverKeyJanitor;
import io.matriarch.core.internal.chore.FollowerPlanner;
import io.matriarch.core.internal.chore.HistoryWriter;
import io.matriarch.core.internal.chore.InitializeWriter;
import io.matriarch.core.internal.chore.MemberAnnouncer;
import io.matriarch.core.internal.chore.Write;
import io.matriarch.core.internal.chore.WritePlanner;
import io.matriarch.core.internal.effect.ResourceEffect;
import io.matriarch.core.internal.effect.StoreEffect;
import io.matriarch.core.internal.machine.StoreState.Purpose;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.resource.Follower;
import io.matriarch.core.resource.ResourceReport.RunPhase;
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
          new FailoverKeyJanitor(),
          new MemberAnnouncer(),
          new HistoryWriter());
  private static final Duration LONGEST_WRITE = Duration.ofSeconds(5);
  private static final Duration LONGEST_CHORE = Duration.ofSeconds(5);

  private static final Duration LONGEST_CONFIGURING = Duration.ofSeconds(10);

  private Chores() {}

  static void plan(Draft draft) {
    if (draft.memory.exiting()) {
      return;
    }
    StoreState store = draft.store;
    if (store.reachable() && store.dirtySince().isEmpty() && store.writing().isEmpty()) {
      firstWrite(draft.situation(), store.showsOwnWrites()).ifPresent(write -> emit(draft, write));
    }
    configure(draft);
    if (draft.election.isEmpty()) {
      FollowerPlanner.plan(draft.situation()).ifPresent(followers -> retain(draft, followers));
    }
  }

  private static Optional<Write> firstWrite(Situation situation, boolean showsOwnWrites) {
    for (WritePlanner planner : PLANNERS) {
      Optional<Write> write = planner.plan(situation);
      if (write.isPresent() && (showsOwnWrites || write.get() instanceof Write.Announcement)) {
        return write;
      }
    }
    return Optional.empty();
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

  /** A changed configuration is applied to what runs; what is started brings its own along. */
  private static void configure(Draft draft) {
    ResourceState resource = draft.resource;
    boolean running = resource.report().filter(r -> r.running() == RunPhase.RUNNING).isPresent();
    boolean changed = !resource.configured().equals(Optional.of(draft.config.text()));
    if (draft.store.view().isEmpty()
        || !running
        || !changed
        || draft.tasks.running().isPresent()
        || resource.configuring().isPresent()
        || !draft.now.hasReached(resource.configureAt())) {
      return;
    }
    Call call = draft.call(LONGEST_CONFIGURING);
    long id = draft.newId();
    boolean always = resource.configured().isEmpty();
    draft.resource = resource.configuring(draft.inFlight(id, call), draft.config.text());
    draft.emit(new ResourceEffect.Configure(id, draft.config.text(), always, call));
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
    return MonoTime.earlier(
        announcing, MonoTime.earlier(state.resource().retainAt(), state.resource().configureAt()));
  }
}
