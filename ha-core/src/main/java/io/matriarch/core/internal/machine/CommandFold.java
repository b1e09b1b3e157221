package io.matriarch.core.internal.machine;

import io.matriarch.core.api.FailsafeAnswer;
import io.matriarch.core.internal.effect.NodeEffect;
import io.matriarch.core.internal.event.CommandEvent;
import io.matriarch.core.internal.policy.ResourceFacts;
import io.matriarch.core.resource.ResourceReport;
import java.util.OptionalLong;

/** Takes in what people and other programs ask for. */
final class CommandFold {
  private CommandFold() {}

  static void fold(Draft draft, CommandEvent event) {
    if (event instanceof CommandEvent.Shutdown) {
      draft.memory = draft.memory.shutdownRequested(true);
    } else if (event instanceof CommandEvent.FailsafePing ping) {
      draft.emit(new NodeEffect.ReplyFailsafe(ping.replyId(), answer(draft)));
    }
  }

  /** A claim whose outcome is open may have succeeded, and would be acted upon at once. */
  private static boolean leadsOrMayDoSoon(Draft draft) {
    boolean leaseOpen =
        draft.lease instanceof LeaseState.Held
            || draft.lease instanceof LeaseState.Claiming
            || draft.lease instanceof LeaseState.Doubtful;
    boolean becoming = draft.tasks.running().filter(task -> task.spec().makesPrimary()).isPresent();
    return leaseOpen || becoming || ResourceFacts.mayBeWritable(draft.freeze());
  }

  /** Whoever accepts does not race before the asking leader's right has run out (§3.12). */
  private static FailsafeAnswer answer(Draft draft) {
    if (!draft.config.failsafeMode()) {
      return new FailsafeAnswer.Disabled();
    }
    if (leadsOrMayDoSoon(draft)) {
      return new FailsafeAnswer.RunningAsLeader();
    }
    draft.memory = draft.memory.failsafeUntil(draft.now.plus(draft.config.timing().ttl()));
    return new FailsafeAnswer.Accepted(
        draft
            .resource
            .report()
            .flatMap(ResourceReport::position)
            .map(position -> OptionalLong.of(position.offset()))
            .orElse(OptionalLong.empty()));
  }
}
