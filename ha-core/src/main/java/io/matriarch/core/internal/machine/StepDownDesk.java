package io.matriarch.core.internal.machine;

import io.matriarch.core.api.CommandResult;
import io.matriarch.core.api.CommandResult.Outcome;
import io.matriarch.core.internal.event.CommandEvent;
import io.matriarch.core.model.MonoTime;
import java.util.Map;
import java.util.TreeMap;

/** Leadership that the application itself gives up. */
final class StepDownDesk {
  private StepDownDesk() {}

  static void asked(Draft draft, CommandEvent.StepDown request) {
    MonoTime unfitUntil = draft.now.plus(request.unfitFor());
    draft.memory =
        draft.memory.refusedUntil(MonoTime.later(draft.memory.refusedUntil(), unfitUntil));
    if (draft.lease instanceof LeaseState.None) {
      draft.reply(
          request.replyId(), new CommandResult(Outcome.PRECONDITION_FAILED, "I am not the leader"));
      return;
    }
    MonoTime latest = draft.now.plus(draft.config.timing().ttl().multipliedBy(2));
    draft.desk =
        draft.desk.stepDown(true).with(request.replyId(), new Pending.SteppingDown(latest));
  }

  /** Whatever became of the lease: it is not held any more. */
  static void progress(Draft draft) {
    if (!draft.desk.stepDown() || !(draft.lease instanceof LeaseState.None none)) {
      return;
    }
    draft.desk = draft.desk.stepDown(false);
    CommandResult result =
        none.lost()
            .map(why -> new CommandResult(Outcome.UNKNOWN, "not released: " + why))
            .orElseGet(() -> CommandResult.done("leadership was given up"));
    for (Map.Entry<Long, Pending> entry : new TreeMap<>(draft.desk.pending()).entrySet()) {
      if (entry.getValue() instanceof Pending.SteppingDown) {
        draft.reply(entry.getKey(), result);
      }
    }
  }
}
