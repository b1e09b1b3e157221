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
import io.matriarch.core.model.Versioned;
import io.matriarch.core.store.LeaseClaim;
import io.matriarch.core.store.LeaseResult;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

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
    return draft.now.isBefore(draft.decidedAt.plus(LeaseTimes.share(held.times().guarantee(), 2)));
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
            // A claim that is only repeated must not take the key from a later process of this
            // node.
            draft.settings.adoptOwnRecord() && !draft.memory.hasLed() && resumed.isEmpty());
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
            held.claim(),
            held.token(),
            noLongerThan(held.times(), LeaseTimes.of(draft.now, call.ttl())),
            held.renewAt(),
            Optional.of(draft.inFlight(id, call)),
            remembered(held.published(), beacon));
    draft.emit(new LeaseEffect.Renew(id, held.token(), beacon, call));
  }

  /**
   * Where a renewal asks for a shorter life than the lease has, that may become true at once, and
   * its answer may be lost.
   */
  private static LeaseTimes noLongerThan(LeaseTimes proved, LeaseTimes asked) {
    boolean shortens = asked.guarantee().compareTo(proved.guarantee()) < 0;
    return shortens && asked.validUntil().isBefore(proved.validUntil()) ? asked : proved;
  }

  /** A beacon without a topology leaves the one that was published before. */
  private static LeaderBeacon remembered(LeaderBeacon before, LeaderBeacon sent) {
    return sent.failsafe().isPresent() ? sent : sent.withFailsafe(before.failsafe());
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

  private static Duration callTime(Draft draft, LeaseState.Held held) {
    return LeaseTimes.shorter(callTime(draft), patience(held.times().guarantee()));
  }

  /** Short enough that a hanging renewal leaves time for another one. */
  static Duration patience(Duration guarantee) {
    return LeaseTimes.share(guarantee, 6);
  }

  void fold(Draft draft, LeaseEvent event) {
    if (event instanceof LeaseEvent.Answered answered) {
      answered(draft, answered);
    } else if (event instanceof LeaseEvent.Released released) {
      if (draft.lease instanceof LeaseState.Releasing releasing
          && releasing.id() == released.id()) {
        givenUp(draft, untilOthersHaveLooked(draft));
      }
    } else if (event instanceof LeaseEvent.Failed failed) {
      failed(draft, failed);
    }
  }

  private void answered(Draft draft, LeaseEvent.Answered event) {
    if (draft.lease instanceof LeaseState.Claiming claiming && claiming.id() == event.id()) {
      if (event.result() instanceof LeaseResult.Held held) {
        claimed(
            draft, claiming, held(draft, claiming.id(), held, event.sentAt(), lastKnown(draft)));
      } else {
        draft.lease = new LeaseState.None(draft.now.plus(RETRY), Optional.empty());
        draft.storeDirty();
        if (anotherLeads(draft, event.result())) {
          // Nothing is left to be taken up again: not to be waited for with a primary that runs.
          MonoTime adopted = MonoTime.earlier(draft.memory.adoptedUntil(), draft.now);
          draft.memory = draft.memory.adoptedUntil(adopted);
          // Nor is it made good by what others promised before.
          draft.failsafe = FailsafeState.NONE;
        }
      }
    } else if (draft.lease instanceof LeaseState.Held before && renews(before, event.id())) {
      if (event.result() instanceof LeaseResult.Held held
          && held.token().term().equals(before.token().term())) {
        draft.lease =
            longer(before, held(draft, before.claim(), held, event.sentAt(), before.published()));
        draft.failsafe = FailsafeState.NONE;
      } else {
        String reason =
            event.result() instanceof LeaseResult.Lost lost ? lost.reason() : "it is not ours";
        ended(draft, before, reason);
      }
    } else if (draft.lease instanceof LeaseState.Held held
        && event.id() > held.claim()
        && event.result() instanceof LeaseResult.Lost lost) {
      // The answer to a renewal that was given up: late, and as definite as any.
      ended(draft, held, lost.reason());
    } else if (!(draft.lease instanceof LeaseState.Held)
        && event.result() instanceof LeaseResult.Lost) {
      // Time had ended the lease before, and the others had agreed. Now it is known that somebody
      // may have led meanwhile, and let others lead who have not been asked.
      draft.failsafe = FailsafeState.NONE;
      draft.storeDirty();
    }
  }

  /** A read may lag behind; the answer to a claim does not. */
  private static boolean anotherLeads(Draft draft, LeaseResult answer) {
    return answer instanceof LeaseResult.Refused refused
        && refused.holder().filter(holder -> !holder.equals(draft.settings.name())).isPresent();
  }

  /** What is definitely lost is not made good by what others promised before. */
  private void ended(Draft draft, LeaseState.Held held, String reason) {
    draft.failsafe = FailsafeState.NONE;
    draft.lease = lost(held, reason);
    draft.storeDirty();
  }

  private void claimed(Draft draft, LeaseState.Claiming claiming, LeaseState.Held held) {
    draft.lease = held;
    draft.memory =
        draft
            .memory
            .hasLed(true)
            .adoptedUntil(draft.now)
            .sawLeader(held.token().term(), draft.now)
            .answeredRequest(answered(draft, claiming));
    draft.failsafe = FailsafeState.NONE;
    draft.tasks = draft.tasks.forgetting(TaskSpec.Promote.class);
    draft.store = draft.store.old();
    boolean another =
        claiming.resumed().filter(term -> !term.equals(held.token().term())).isPresent();
    if (another && draft.election.isEmpty() && !ResourceFacts.mayBeWritable(draft.freeze())) {
      // What was to be taken up again had ended, and for a new term nobody was asked.
      release(draft, held);
    }
  }

  /**
   * Whoever takes the free lead has answered the request to move it. Whoever takes up again what it
   * held, or its own earlier process did, has not moved anything.
   */
  private static Optional<Versioned> answered(Draft draft, LeaseState.Claiming claiming) {
    if (claiming.resumed().isPresent() && draft.memory.hasLed()) {
      return draft.memory.answeredRequest();
    }
    boolean adopted =
        draft
            .situation()
            .leader()
            .filter(record -> record.holder().equals(draft.settings.name()))
            .filter(record -> !record.heldByThisSession())
            .isPresent();
    return adopted ? Optional.empty() : draft.store.view().flatMap(ClusterView::failover);
  }

  private static LeaderBeacon lastKnown(Draft draft) {
    return draft.store.view().map(ClusterView::status).orElse(LeaderBeacon.EMPTY);
  }

  private static boolean renews(LeaseState.Held held, long id) {
    return held.renewal().filter(renewal -> renewal.id() == id).isPresent();
  }

  private LeaseState.Held held(
      Draft draft, long claim, LeaseResult.Held held, MonoTime sentAt, LeaderBeacon published) {
    MonoTime countedFrom = countFrom(held, sentAt, draft.now);
    Duration every =
        LeaseTimes.renewEvery(
            held.guarantee(),
            draft.config.timing().loopWait(),
            draft.traits.longestRenewInterval());
    return new LeaseState.Held(
        claim,
        held.token(),
        LeaseTimes.of(countedFrom, held.guarantee()),
        sentAt.plus(every),
        Optional.empty(),
        published);
  }

  /**
   * A later answer never takes back what an earlier one proved, unless it grants a shorter life.
   */
  private static LeaseState.Held longer(LeaseState.Held before, LeaseState.Held after) {
    boolean lessGranted = after.times().guarantee().compareTo(before.times().guarantee()) < 0;
    boolean shorter =
        !lessGranted && after.times().validUntil().isBefore(before.times().validUntil());
    return new LeaseState.Held(
        before.claim(),
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
              held.claim(),
              held.token(),
              held.times(),
              draft.now.plus(LeaseTimes.retryAfter(held.times().guarantee())),
              Optional.empty(),
              held.published());
    } else if (draft.lease instanceof LeaseState.Releasing releasing
        && releasing.id() == event.id()) {
      givenUp(draft, draft.config.timing().ttl());
    }
  }

  /** A member that has missed the event looks again within loop_wait, and then needs its time. */
  private static Duration untilOthersHaveLooked(Draft draft) {
    Duration looked = draft.config.timing().loopWait().plus(draft.config.timing().retryTimeout());
    return LeaseTimes.shorter(looked, draft.config.timing().ttl());
  }

  /**
   * Whoever gave leadership up leaves it to others: for a while, and for as long as the key may
   * still stand if nobody knows whether it does.
   */
  private static void givenUp(Draft draft, Duration left) {
    // In pause nobody else races; whoever starts the primary again by hand wants it to lead.
    boolean byHand = draft.freeze().leftAlone() && draft.memory.returning().isEmpty();
    Duration wait = alone(draft) ? LeaseTimes.shorter(RETRY, left) : left;
    draft.lease =
        new LeaseState.None(byHand ? MonoTime.MIN : draft.now.plus(wait), Optional.empty());
    draft.store = draft.store.old();
  }

  /** In an election without data: whoever else takes part is listed. */
  private static boolean alone(Draft draft) {
    return draft.election.isPresent()
        && draft
            .situation()
            .view()
            .filter(view -> view.members().keySet().equals(Set.of(draft.settings.name())))
            .isPresent();
  }

  /**
   * A view that shows another leader is a definite loss only if its term is higher than ours: reads
   * may lag. Otherwise it is a reason to renew now.
   */
  void seen(Draft draft, ClusterView view) {
    if (draft.lease instanceof LeaseState.None none) {
      draft.lease = afterOthersLed(draft, view, none);
    }
    if (!(draft.lease instanceof LeaseState.Held held)) {
      return;
    }
    Optional<LeaderRecord> record = view.leader();
    boolean ours = record.filter(r -> r.term().equals(held.token().term())).isPresent();
    boolean replaced = record.filter(r -> r.term().compareTo(held.token().term()) > 0).isPresent();
    if (replaced) {
      draft.failsafe = FailsafeState.NONE;
      draft.lease = lost(held, "the store shows a newer leader: " + record.get().holder());
    } else if (!ours) {
      draft.lease = held.renewingAt(MonoTime.earlier(draft.now, held.renewAt()));
    }
  }

  /** The lead was left to others for a while, and one of them has taken it: that is over. */
  private static LeaseState afterOthersLed(Draft draft, ClusterView view, LeaseState.None none) {
    boolean another =
        view.leader().filter(r -> !r.holder().equals(draft.settings.name())).isPresent();
    return another ? new LeaseState.None(MonoTime.MIN, none.lost()) : none;
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
                held.claim(), held.token(), held.times(), now, Optional.empty(), held.published());
      }
    } else if (draft.lease instanceof LeaseState.Claiming claiming
        && new InFlight(claiming.id(), claiming.deadline()).overdueAt(now)) {
      draft.lease = new LeaseState.Doubtful(now);
      draft.storeDirty();
    } else if (draft.lease instanceof LeaseState.Releasing releasing
        && new InFlight(releasing.id(), releasing.deadline()).overdueAt(now)) {
      givenUp(draft, draft.config.timing().ttl());
    }
  }
}
