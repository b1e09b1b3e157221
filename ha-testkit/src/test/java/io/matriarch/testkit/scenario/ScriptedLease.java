package io.matriarch.testkit.scenario;

import io.matriarch.core.internal.effect.LeaseEffect;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.Failure;
import io.matriarch.core.internal.event.LeaseEvent;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Term;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.LeaseToken;
import java.time.Duration;
import java.util.Optional;

/** The store's side of the node's lease. */
final class ScriptedLease {
  private final ScriptedStore store;
  Behaviour behaviour = Behaviour.ANSWERS;
  Duration answerTakes = Stage.LATENCY;
  private long lastTerm = 10;

  ScriptedLease(ScriptedStore store) {
    this.store = store;
  }

  Term newTerm() {
    return new Term(++lastTerm);
  }

  /** The completion, or nothing if the store is silent. */
  Optional<Event> perform(LeaseEffect effect, MonoTime sentAt) {
    return switch (behaviour) {
      case ANSWERS -> Optional.of(answer(effect, sentAt));
      case LOSES_ANSWERS -> {
        answer(effect, sentAt);
        yield Optional.of(failed(effect, Failure.Knowledge.UNKNOWN));
      }
      case UNAVAILABLE -> Optional.of(failed(effect, Failure.Knowledge.NOT_APPLIED));
      case UNKNOWN -> Optional.of(failed(effect, Failure.Knowledge.UNKNOWN));
      case SILENT -> Optional.empty();
    };
  }

  private static Event failed(LeaseEffect effect, Failure.Knowledge knowledge) {
    return new LeaseEvent.Failed(effect.id(), new Failure(knowledge, "no connection"));
  }

  private Event answer(LeaseEffect effect, MonoTime sentAt) {
    if (effect instanceof LeaseEffect.Release) {
      store.leader = store.leader.filter(record -> !record.heldByThisSession());
      return new LeaseEvent.Released(effect.id());
    }
    LeaseResult result =
        effect instanceof LeaseEffect.Acquire acquire
            ? acquire(acquire, sentAt)
            : renew((LeaseEffect.Renew) effect, sentAt);
    return new LeaseEvent.Answered(effect.id(), sentAt, result);
  }

  private LeaseResult acquire(LeaseEffect.Acquire effect, MonoTime sentAt) {
    boolean free =
        store.leader.isEmpty()
            || store.leader.equals(effect.claim().expired())
            || effect.claim().adoptOwnRecord()
                && store.leader.get().holder().equals(effect.claim().name());
    boolean ours = store.leader.filter(LeaderRecord::heldByThisSession).isPresent();
    if (!free && !ours) {
      return new LeaseResult.Refused(store.leader.map(LeaderRecord::holder));
    }
    if (!ours) {
      store.leader =
          Optional.of(
              new LeaderRecord(effect.claim().name(), newTerm(), true, "", Optional.empty()));
    }
    return held(store.leader.get().term(), effect, sentAt);
  }

  private LeaseResult renew(LeaseEffect.Renew effect, MonoTime sentAt) {
    Term term = effect.token().term();
    boolean ours =
        store
            .leader
            .filter(record -> record.heldByThisSession() && record.term().equals(term))
            .isPresent();
    if (!ours) {
      return new LeaseResult.Lost("the leader key is not ours any more");
    }
    store.status = effect.beacon();
    return held(term, effect, sentAt);
  }

  private static LeaseResult held(Term term, LeaseEffect effect, MonoTime sentAt) {
    return new LeaseResult.Held(new LeaseToken(term, "session"), sentAt, effect.call().ttl());
  }
}
