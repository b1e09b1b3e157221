package io.matriarch.core.internal.machine;

import io.matriarch.core.internal.effect.PeerEffect;
import io.matriarch.core.internal.event.PeerEvent;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.peer.FailsafePing;
import io.matriarch.core.peer.FailsafeVote;
import io.matriarch.core.resource.ResourceReport;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Asks all members whether this leader may go on without the store, and counts their votes. */
public final class FailsafeKeeper {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration GRACE = Duration.ofMillis(100);
  private static final Duration AFTER_REFUSAL = Duration.ofSeconds(1);

  private FailsafeKeeper() {}

  /** When the members may be asked again. */
  public static MonoTime againAt(NodeState state) {
    FailsafeState failsafe = state.failsafe();
    if (!failsafe.askedAt().isFinite()) {
      return MonoTime.MIN;
    }
    Duration gap =
        LeaseTimes.shorter(
            state.config().timing().loopWait(), LeaseTimes.share(state.config().timing().ttl(), 4));
    return failsafe.askedAt().plus(failsafe.refusal().isPresent() ? AFTER_REFUSAL : gap);
  }

  static void ask(Draft draft) {
    if (draft.failsafe.running()) {
      return;
    }
    boolean listed = listed(draft).containsKey(draft.settings.name());
    SortedMap<NodeName, String> voters = voters(draft);
    long id = draft.newId();
    draft.failsafe =
        draft.failsafe.begun(id, voters, draft.now, limit(), draft.config.timing().ttl());
    if (!listed) {
      draft.failsafe = draft.failsafe.refused("I am not listed in the topology");
    } else if (voters.isEmpty()) {
      draft.failsafe = draft.failsafe.granted();
    } else {
      draft.memory =
          draft.memory.othersStandUntil(draft.now.plus(limit()).plus(draft.config.timing().ttl()));
      draft.emit(new PeerEffect.AskFailsafe(id, voters, ping(draft), PATIENCE));
    }
  }

  private static SortedMap<NodeName, String> listed(Draft draft) {
    return draft.store.documents().failsafe();
  }

  /**
   * Everybody who may race by the topology in the store: that was read last, or this leader has
   * published another since then, or the answer to that was lost. While the lease is over, that is
   * whoever was asked before.
   */
  private static SortedMap<NodeName, String> voters(Draft draft) {
    SortedMap<NodeName, String> voters = new TreeMap<>(draft.failsafe.asked());
    if (draft.lease instanceof LeaseState.Held held) {
      held.published().failsafe().ifPresent(voters::putAll);
    }
    voters.putAll(listed(draft));
    voters.remove(draft.settings.name());
    return voters;
  }

  private static Duration limit() {
    return PATIENCE.plus(GRACE);
  }

  private static FailsafePing ping(Draft draft) {
    return new FailsafePing(
        draft.settings.name(),
        draft.settings.connUrl(),
        draft.settings.apiUrl(),
        draft.resource.report().map(ResourceReport::slots).orElseGet(TreeMap::new),
        draft.failsafe.promised());
  }

  static void voted(Draft draft, PeerEvent.Voted event) {
    if (!draft.failsafe.running() || draft.failsafe.id() != event.roundId()) {
      return;
    }
    FailsafeVote vote = event.vote();
    draft.failsafe = draft.failsafe.voted(vote);
    if (!vote.accepted()) {
      draft.failsafe = draft.failsafe.refused(vote.name() + ": " + vote.detail());
    } else if (draft.failsafe.votes().keySet().containsAll(draft.failsafe.asked().keySet())) {
      draft.failsafe = draft.failsafe.granted();
    }
  }

  static void expire(Draft draft) {
    if (draft.failsafe.running() && draft.now.hasReached(draft.failsafe.deadline())) {
      Optional<NodeName> silent =
          draft.failsafe.asked().keySet().stream()
              .filter(name -> !draft.failsafe.votes().containsKey(name))
              .findFirst();
      draft.failsafe = draft.failsafe.refused(silent.map(n -> n + ": no answer").orElse(""));
    }
  }
}
