package io.matriarch.core.internal.machine;

import io.matriarch.core.internal.policy.ElectionFacts;
import io.matriarch.core.internal.policy.TaskFacts;
import io.matriarch.core.model.MonoTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The next instant at which time alone may change something. */
final class WakeTimes {
  private static final Duration COMPARE_AGAIN = Duration.ofMillis(1001);
  private static final Duration STALL = Duration.ofSeconds(10);

  private WakeTimes() {}

  static MonoTime next(Draft draft) {
    List<MonoTime> times = new ArrayList<>();
    observations(draft, times);
    lease(draft, times);
    tasks(draft, times);
    memory(draft, times);
    times.add(Chores.due(draft.freeze()));
    return times.stream()
        .filter(time -> time.isAfter(draft.now))
        .reduce(MonoTime.MAX, MonoTime::earlier);
  }

  private static void observations(Draft draft, List<MonoTime> times) {
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
    add(draft.store.writing().map(StoreState.Writing::request), times);
    add(draft.resource.comparing().map(ResourceState.Comparison::request), times);
    add(draft.resource.retaining(), times);
    draft.resource.verdict().ifPresent(v -> times.add(v.at().plus(COMPARE_AGAIN)));
    if (draft.survey.running()) {
      times.add(draft.survey.deadline());
    } else if (draft.survey.id() != 0) {
      times.add(draft.survey.doneAt().plus(Duration.ofMillis(50)));
      times.add(ElectionFacts.worthUntil(draft.situation()));
    }
  }

  private static void lease(Draft draft, List<MonoTime> times) {
    if (draft.lease instanceof LeaseState.Held held) {
      add(held.renewal(), times);
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

  private static void tasks(Draft draft, List<MonoTime> times) {
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

  private static void memory(Draft draft, List<MonoTime> times) {
    Memory memory = draft.memory;
    times.add(memory.adoptedUntil());
    times.add(memory.failsafeUntil());
    times.add(memory.fencedAt().plus(Duration.ofSeconds(1)));
    memory
        .startFailingSince()
        .ifPresent(since -> times.add(since.plus(draft.config.failover().primaryStartTimeout())));
    memory.stalledSince().ifPresent(since -> times.add(since.plus(STALL)));
    memory
        .initializeEmptySince()
        .ifPresent(since -> times.add(since.plus(draft.config.timing().ttl().multipliedBy(2))));
  }

  private static void add(Optional<InFlight> request, List<MonoTime> times) {
    request.ifPresent(r -> times.add(r.overdue()));
  }
}
