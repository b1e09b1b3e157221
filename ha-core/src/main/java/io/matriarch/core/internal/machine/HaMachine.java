package io.matriarch.core.internal.machine;

import io.matriarch.core.internal.event.CommandEvent;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.LeaseEvent;
import io.matriarch.core.internal.event.Occurrence;
import io.matriarch.core.internal.event.PeerEvent;
import io.matriarch.core.internal.event.ResourceEvent;
import io.matriarch.core.internal.event.StoreEvent;
import io.matriarch.core.internal.event.TaskEvent;
import io.matriarch.core.internal.event.TimerEvent;
import io.matriarch.core.internal.event.WatchdogEvent;
import io.matriarch.core.internal.policy.Decision;
import io.matriarch.core.internal.policy.HaPolicy;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.MonoTime;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes one step at a time: folds what happened into what is known, asks for what is stale,
 * decides, and turns the decision into effects. Holds nothing itself.
 */
public class HaMachine {
  /** Every node steps at least once per loop_wait, unless something keeps it from running. */
  private static final Duration LATE = Duration.ofSeconds(1);

  private final HaPolicy policy;
  private final LeaseKeeper keeper;

  public HaMachine(HaPolicy policy, LeaseKeeper keeper) {
    this.policy = policy;
    this.keeper = keeper;
  }

  public static HaMachine standard() {
    return new HaMachine(HaPolicy.standard(), new LeaseKeeper());
  }

  public Step step(NodeState before, Occurrence occurrence) {
    Draft draft =
        new Draft(before, MonoTime.later(before.now(), occurrence.at()), occurrence.wallClock());
    if (draft.memory.exiting()) {
      return new Step(draft.freeze(), draft.effects, MonoTime.MAX, GuardPlan.of(draft));
    }
    // First what is overdue: an answer that slept with this process tells of a world long gone.
    Deadlines.expire(draft, keeper);
    if (draft.now.isAfter(before.now().plus(draft.config.timing().loopWait()).plus(LATE))) {
      draft.store = draft.store.failed("this process has slept", draft.now).dirty(draft.now);
      draft.resourceDirty();
    }
    fold(draft, occurrence);
    Deadlines.expire(draft, keeper);
    Recollection.update(draft);
    Desks.progress(draft);
    ObservationScheduler.schedule(draft);
    decide(draft, occurrence).ifPresent(decision -> carryOut(draft, decision));
    keeper.keep(draft);
    Chores.plan(draft);
    WatchdogKeeper.plan(draft);
    return new Step(draft.freeze(), draft.effects, WakeTimes.next(draft), GuardPlan.of(draft));
  }

  private void fold(Draft draft, Occurrence occurrence) {
    if (occurrence.event() instanceof StoreEvent event) {
      StoreFold.fold(draft, event, keeper);
    } else if (occurrence.event() instanceof LeaseEvent event) {
      keeper.fold(draft, event);
    } else if (occurrence.event() instanceof ResourceEvent event) {
      ResourceFold.fold(draft, event);
    } else if (occurrence.event() instanceof TaskEvent event) {
      TaskFold.fold(draft, event);
    } else if (occurrence.event() instanceof PeerEvent.Answered event) {
      Surveyor.answered(draft, event);
      Desks.answered(draft, event);
    } else if (occurrence.event() instanceof PeerEvent.Voted event) {
      FailsafeKeeper.voted(draft, event);
    } else if (occurrence.event() instanceof WatchdogEvent event) {
      WatchdogKeeper.fold(draft, event);
    } else if (occurrence.event() instanceof CommandEvent event) {
      CommandFold.fold(draft, event);
    } else if (!(occurrence.event() instanceof TimerEvent)) {
      throw new IllegalStateException("nobody folds " + occurrence.event());
    }
  }

  /**
   * After a hint, what needs a fresh look waits for it: but only until the next look of any kind
   * ends, so that endless hints cannot keep a node from deciding. After a task nothing but fencing
   * is decided before the resource was looked at: what was seen before is known to be wrong.
   */
  private Optional<Decision> decide(Draft draft, Occurrence occurrence) {
    Situation situation = draft.situation();
    boolean stale = draft.store.dirtySince().isPresent() || draft.resource.dirtySince().isPresent();
    boolean waiting =
        draft.resource.barrier().isPresent() || (stale && !endsALook(occurrence.event()));
    return waiting ? policy.decideFencing(situation) : Optional.of(policy.decide(situation));
  }

  private static boolean endsALook(Event event) {
    return event instanceof StoreEvent.Read
        || event instanceof StoreEvent.ReadFailed
        || event instanceof ResourceEvent.Reported
        || event instanceof ResourceEvent.ObserveFailed
        // The hint that comes with a claim is mostly its own; what it was judged on was fresh.
        || event instanceof LeaseEvent.Answered;
  }

  private static void carryOut(Draft draft, Decision decision) {
    draft.decision = Optional.of(decision);
    draft.decidedAt = draft.now;
    Conductor.conduct(draft, decision);
  }
}
