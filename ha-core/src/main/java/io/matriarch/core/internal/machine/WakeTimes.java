package io.matriarch.core.internal.machine;

import io.matriarch.core.internal.election.Moves;
import io.matriarch.core.internal.policy.ElectionFacts;
import io.matriarch.core.internal.policy.FailsafeFacts;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.internal.policy.TaskFacts;
import io.matriarch.core.model.MonoTime;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The next instant at which time alone may change something. */
final class WakeTimes {
  private static final Duration COMPARE_AGAIN = Duration.ofMillis(1001);
  private static final Duration STALL = Duration.ofSeconds(10);

  private WakeTimes() {}

  /** Keeps the first of those that are still to come. */
  private static final class Soonest {
    private final MonoTime now;
    private MonoTime first = MonoTime.MAX;

    Soonest(MonoTime now) {
      this.now = now;
    }

    void add(MonoTime time) {
      if (time.isAfter(now) && time.isBefore(first)) {
        first = time;
      }
    }

    void add(Optional<InFlight> request) {
      if (request.isPresent()) {
        add(request.get().overdue());
      }
    }
  }

  static MonoTime next(Draft draft) {
    Soonest times = new Soonest(draft.now);
    observations(draft, times);
    lease(draft, times);
    tasks(draft, times);
    memory(draft, times);
    times.add(Chores.due(draft.freeze()));
    times.add(Desks.due(draft));
    times.add(WatchdogKeeper.due(draft));
    requests(draft, times);
    failsafe(draft, times);
    return times.first;
  }

  private static void observations(Draft draft, Soonest times) {
    draft
        .store
        .reading()
        .ifPresentOrElse(
            request -> times.add(request.overdue()),
            () -> times.add(ObservationScheduler.readDue(draft)));
    draft
        .resource
        .observing()
        .ifPresentOrElse(
            request -> times.add(request.overdue()),
            () -> times.add(ObservationScheduler.lookDue(draft)));
    times.add(draft.store.writing().map(StoreState.Writing::request));
    times.add(draft.resource.comparing().map(ResourceState.Comparison::request));
    times.add(draft.resource.retaining());
    times.add(draft.resource.configuring());
    draft.resource.verdict().ifPresent(v -> times.add(v.at().plus(COMPARE_AGAIN)));
    if (draft.survey.running()) {
      times.add(draft.survey.deadline());
    } else if (draft.survey.id() != 0) {
      times.add(Surveyor.again(draft));
      times.add(ElectionFacts.worthUntil(draft.situation()));
      times.add(FailsafeFacts.silenceCountsAt(draft.freeze()));
    }
  }

  private static void lease(Draft draft, Soonest times) {
    if (draft.lease instanceof LeaseState.Held held) {
      times.add(held.renewal());
      times.add(held.renewAt());
      times.add(held.times().stepDownAt());
      times.add(held.times().validUntil());
    } else if (draft.lease instanceof LeaseState.None none) {
      times.add(none.noClaimBefore());
    } else if (draft.lease instanceof LeaseState.Doubtful doubtful) {
      times.add(doubtful.since().plus(LeaseKeeper.RETRY));
    } else if (draft.lease instanceof LeaseState.Claiming claiming) {
      times.add(new InFlight(claiming.id(), claiming.deadline()).overdue());
    } else if (draft.lease instanceof LeaseState.Releasing releasing) {
      times.add(new InFlight(releasing.id(), releasing.deadline()).overdue());
    }
  }

  private static void tasks(Draft draft, Soonest times) {
    draft
        .tasks
        .running()
        .ifPresent(
            task -> {
              times.add(task.deadline());
              task.cancelledAt().ifPresent(at -> times.add(at.plus(TaskFacts.TIME_TO_END)));
            });
    draft.tasks.failures().ifPresent(failures -> times.add(TaskFacts.retryAt(failures)));
  }

  private static void memory(Draft draft, Soonest times) {
    Memory memory = draft.memory;
    times.add(memory.adoptedUntil());
    times.add(memory.failsafeUntil());
    times.add(memory.othersStandUntil());
    times.add(memory.bornAt().plus(draft.config.timing().ttl()));
    times.add(memory.failsafeOffAt().plus(memory.longestTtl(draft.config.timing().ttl())));
    times.add(memory.fencedAt().plus(Duration.ofSeconds(1)));
    memory
        .startFailingSince()
        .ifPresent(since -> times.add(since.plus(draft.config.failover().primaryStartTimeout())));
    draft.election.ifPresent(
        policy ->
            memory
                .lastElection()
                .ifPresent(last -> times.add(last.at().plus(policy.minimumBetween()))));
    times.add(memory.refusedUntil());
    memory.stalledSince().ifPresent(since -> times.add(since.plus(STALL)));
    memory
        .standingClaim()
        .ifPresent(claim -> times.add(claim.abandonedAt(draft.config.timing().ttl())));
    memory
        .creation()
        .ifPresent(
            creation -> {
              times.add(creation.from());
              times.add(creation.validUntil());
              times.add(creation.wonAt().plus(Creation.GOOD_FOR));
            });
  }

  private static void requests(Draft draft, Soonest times) {
    Situation s = draft.situation();
    Moves.schedule(s)
        .ifPresent(
            at -> {
              times.add(Schedules.monotonic(draft.now, draft.wallClock, at));
              OffsetDateTime late = at.plus(Schedules.tolerance(draft.config)).plusNanos(1);
              times.add(Schedules.monotonic(draft.now, draft.wallClock, late));
            });
    draft
        .memory
        .returning()
        .ifPresent(r -> times.add(r.since().plus(Recollection.PATIENCE_WITH_SUCCESSORS)));
    draft
        .memory
        .leaderlessSince()
        .ifPresent(since -> times.add(since.plus(draft.config.timing().ttl())));
  }

  private static void failsafe(Draft draft, Soonest times) {
    if (draft.failsafe.running()) {
      times.add(draft.failsafe.deadline());
    }
    draft
        .failsafe
        .times()
        .ifPresent(
            right -> {
              times.add(right.stepDownAt());
              times.add(right.validUntil());
            });
    if (draft.config.failsafeMode()) {
      times.add(FailsafeKeeper.againAt(draft.freeze()));
      draft
          .memory
          .storeFailingSince()
          .ifPresent(since -> times.add(since.plus(draft.config.timing().retryTimeout())));
      draft.situation().lease().ifPresent(held -> times.add(held.times().askAt()));
    }
  }
}
