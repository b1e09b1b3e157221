package io.matriarch.core.internal.machine;

import io.matriarch.core.internal.effect.LeaseEffect;
import io.matriarch.core.internal.event.LeaseEvent;
import io.matriarch.core.internal.policy.LeaseStance;
import io.matriarch.core.internal.policy.ResourceFacts;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Term;
import io.matriarch.core.store.LeaseClaim;
import io.matriarch.core.store.LeaseResult;
import java.time.Duration;
import java.util.Optional;

/**
 * Turns a stance and the state of the lease into requests, and answers into the state of the lease.
 *
 * <p>Renewal is no decision: while the stance is to keep the lease and the time has come, it is
 * renewed. A node that stops deciding stops renewing, loses the lease and is fenced.
 */
public class LeaseKeeper {
  static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

  /** Whether a stance taken some time ago, while something is being waited for, still counts. */
  private static boolean stillMeant(Draft draft, LeaseState.Held held) {
    return draft.now.isBefore(draft.decidedAt.plus(held.times().guarantee().dividedBy(2)));
  }

  void keep(Draft draft) {
    LeaseStance stance =
        draft.decision.map(decision -> decision.plan().lease()).orElse(LeaseStance.NONE);
    boolean decidedNow = draft.decidedAt.equals(draft.now);
    if (draft.lease instanceof LeaseState.None none) {
      // Never on a view known to be outdated: somebody may have led, and written, in between.
      boolean upToDate = draft.store.dirtySince().isEmpty();
      boolean allowed = upToDate && draft.now.hasReached(none.noClaimBefore());
      if (stance == LeaseStance.CLAIM && decidedNow && allowed) {
        acquire(draft);
      }
    } else if (draft.lease instanceof LeaseState.Doubtful doubtful) {
      settle(draft, doubtful, stance == LeaseStance.CLAIM && decidedNow);
    } else if (draft.lease instanceof LeaseState.Held held) {
      if (stance == LeaseStance.RELEASE && decidedNow) {
        release(draft, held);
      } else if (stance == LeaseStance.KEEP
          && stillMeant(draft, held)
          && held.renewal().isEmpty()
          && draft.now.hasReached(held.renewAt())) {
        renew(draft, held);
      }
    }
  }

  private void acquire(Draft draft) {
    Call call = draft.call(callTime(draft));
    long id = draft.newId();
    Optional<Term> resumed =
        draft.situation().leader().filter(LeaderRecord::heldByThisSession).map(LeaderRecord::term);
    draft.lease = new LeaseState.Claiming(id, call.deadline(), resumed);
    LeaseClaim claim =
        new LeaseClaim(
            draft.settings.name(),
            draft.situation().expiredRecord(),
            draft.settings.adoptOwnRecord() && !draft.memory.hasLed());
    draft.emit(new LeaseEffect.Acquire(id, claim, call));
  }

  /** A read alone never makes a permit; it only tells whether claiming again makes sense. */
  private void settle(Draft draft, LeaseState.Doubtful doubtful, boolean wanted) {
    Optional<ClusterView> view =
        draft.situation().view().filter(seen -> !seen.sentAt().isBefore(doubtful.since()));
    if (view.isEmpty()) {
      return;
    }
    boolean ours =
        view.flatMap(ClusterView::leader).filter(LeaderRecord::heldByThisSession).isPresent();
    MonoTime again = doubtful.since().plus(RETRY);
    if (!ours) {
      draft.lease = new LeaseState.None(again, Optional.empty());
    } else if (wanted && draft.now.hasReached(again)) {
      acquire(draft);
    }
  }

  private void renew(Draft draft, LeaseState.Held held) {
    Call call = draft.call(callTime(draft, held));
    long id = draft.newId();
    LeaderBeacon beacon = BeaconPlan.beacon(draft, held.published());
    draft.lease =
        new LeaseState.Held(
            held.token(),
            held.times(),
            held.renewAt(),
            Optional.of(draft.inFlight(id, call)),
            beacon);
    draft.emit(new LeaseEffect.Renew(id, held.token(), beacon, call));
  }

  private void release(Draft draft, LeaseState.Held held) {
    Call call = draft.call(callTime(draft));
    long id = draft.newId();
    draft.lease = new LeaseState.Releasing(id, call.deadline());
    LeaderBeacon last = BeaconPlan.lastBeacon(draft, held.published());
    draft.emit(new LeaseEffect.Release(id, held.token(), last, call));
  }

  private static Duration callTime(Draft draft) {
    return LeaseTimes.shorter(LONGEST_CALL, draft.config.timing().retryTimeout());
  }

  /** Short enough that a hanging request leaves time for another one. */
  private static Duration callTime(Draft draft, LeaseState.Held held) {
    return LeaseTimes.shorter(callTime(draft), held.times().guarantee().dividedBy(6));
  }

  void fold(Draft draft, LeaseEvent event) {
    if (event instanceof LeaseEvent.Answered answered) {
      answered(draft, answered);
    } else if (event instanceof LeaseEvent.Released released) {
      if (draft.lease instanceof LeaseState.Releasing releasing
          && releasing.id() == released.id()) {
        givenUp(draft);
      }
    } else if (event instanceof LeaseEvent.Failed failed) {
      failed(draft, failed);
    }
  }

  private void answered(Draft draft, LeaseEvent.Answered event) {
    if (draft.lease instanceof LeaseState.Claiming claiming && claiming.id() == event.id()) {
      if (event.result() instanceof LeaseResult.Held held) {
        claimed(draft, claiming, held(draft, held, event.sentAt(), lastKnown(draft)));
      } else {
        draft.lease = new LeaseState.None(draft.now.plus(RETRY), Optional.empty());
        draft.storeDirty();
      }
    } else if (draft.lease instanceof LeaseState.Held before && renews(before, event.id())) {
      if (event.result() instanceof LeaseResult.Held held
          && held.token().term().equals(before.token().term())) {
        draft.lease = longer(before, held(draft, held, event.sentAt(), before.published()));
      } else {
        String reason =
            event.result() instanceof LeaseResult.Lost lost ? lost.reason() : "it is not ours";
        draft.lease = lost(before, reason);
        draft.storeDirty();
      }
    }
  }

  private void claimed(Draft draft, LeaseState.Claiming claiming, LeaseState.Held held) {
    draft.lease = held;
    draft.memory = draft.memory.hasLed(true);
    draft.tasks = draft.tasks.forgetting(TaskSpec.Promote.class);
    draft.store = draft.store.old();
    boolean another =
        claiming.resumed().filter(term -> !term.equals(held.token().term())).isPresent();
    if (another && !ResourceFacts.mayBeWritable(draft.freeze())) {
      // What was to be taken up again had ended, and for a new term nobody was asked.
      release(draft, held);
    }
  }

  private static LeaderBeacon lastKnown(Draft draft) {
    return draft.store.view().map(ClusterView::status).orElse(LeaderBeacon.EMPTY);
  }

  private static boolean renews(LeaseState.Held held, long id) {
    return held.renewal().filter(renewal -> renewal.id() == id).isPresent();
  }

  private LeaseState.Held held(
      Draft draft, LeaseResult.Held held, MonoTime sentAt, LeaderBeacon published) {
    MonoTime countedFrom = countFrom(held, sentAt, draft.now);
    Duration every =
        LeaseTimes.renewEvery(
            held.guarantee(),
            draft.config.timing().loopWait(),
            draft.traits.longestRenewInterval());
    return new LeaseState.Held(
        held.token(),
        LeaseTimes.of(countedFrom, held.guarantee()),
        sentAt.plus(every),
        Optional.empty(),
        published);
  }

  /** A later answer never takes back what an earlier one proved. */
  private static LeaseState.Held longer(LeaseState.Held before, LeaseState.Held after) {
    boolean shorter = after.times().validUntil().isBefore(before.times().validUntil());
    return new LeaseState.Held(
        after.token(),
        shorter ? before.times() : after.times(),
        after.renewAt(),
        Optional.empty(),
        after.published());
  }

  /** From which instant on validity is counted: never later than when the request was sent. */
  protected MonoTime countFrom(LeaseResult.Held held, MonoTime sentAt, MonoTime answeredAt) {
    return MonoTime.earlier(held.countedFrom(), sentAt);
  }

  /** What becomes of a lease that is definitely lost. */
  protected LeaseState lost(LeaseState.Held held, String reason) {
    return LeaseState.lost(reason);
  }

  private void failed(Draft draft, LeaseEvent.Failed event) {
    if (draft.lease instanceof LeaseState.Claiming claiming && claiming.id() == event.id()) {
      if (event.failure().unknown()) {
        draft.lease = new LeaseState.Doubtful(draft.now);
        draft.storeDirty();
      } else {
        draft.lease = new LeaseState.None(draft.now.plus(RETRY), Optional.empty());
      }
    } else if (draft.lease instanceof LeaseState.Held held && renews(held, event.id())) {
      draft.lease =
          new LeaseState.Held(
              held.token(),
              held.times(),
              draft.now.plus(RETRY),
              Optional.empty(),
              held.published());
    } else if (draft.lease instanceof LeaseState.Releasing releasing
        && releasing.id() == event.id()) {
      givenUp(draft);
    }
  }

  /** Whoever gave leadership up leaves it to others for the time the key may still stand. */
  private static void givenUp(Draft draft) {
    draft.lease =
        new LeaseState.None(draft.now.plus(draft.config.timing().ttl()), Optional.empty());
    draft.store = draft.store.old();
  }

  /**
   * A view that shows another leader is a definite loss only if its term is higher than ours: reads
   * may lag. Otherwise it is a reason to renew now.
   */
  void seen(Draft draft, ClusterView view) {
    if (!(draft.lease instanceof LeaseState.Held held)) {
      return;
    }
    Optional<LeaderRecord> record = view.leader();
    boolean ours = record.filter(r -> r.term().equals(held.token().term())).isPresent();
    boolean replaced = record.filter(r -> r.term().compareTo(held.token().term()) > 0).isPresent();
    if (replaced) {
      draft.lease = lost(held, "the store shows a newer leader: " + record.get().holder());
    } else if (!ours) {
      draft.lease = held.renewingAt(MonoTime.earlier(draft.now, held.renewAt()));
    }
  }

  /** Time alone ends a lease, and the patience with requests. */
  void expire(Draft draft) {
    MonoTime now = draft.now;
    if (draft.lease instanceof LeaseState.Held held) {
      if (now.hasReached(held.times().validUntil())) {
        draft.lease = lost(held, "it could not be renewed in time");
      } else if (held.renewal().filter(renewal -> renewal.overdueAt(now)).isPresent()) {
        draft.lease =
            new LeaseState.Held(
                held.token(), held.times(), now, Optional.empty(), held.published());
      }
    } else if (draft.lease instanceof LeaseState.Claiming claiming
        && new InFlight(claiming.id(), claiming.deadline()).overdueAt(now)) {
      draft.lease = new LeaseState.Doubtful(now);
      draft.storeDirty();
    } else if (draft.lease instanceof LeaseState.Releasing releasing
        && new InFlight(releasing.id(), releasing.deadline()).overdueAt(now)) {
      givenUp(draft);
    }
  }
}
