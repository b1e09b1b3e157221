package io.matriarch.core.internal.machine;

import io.matriarch.core.api.CommandResult;
import io.matriarch.core.internal.event.PeerEvent;
import io.matriarch.core.internal.event.StoreEvent;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.store.WriteResult;
import java.util.Map;
import java.util.TreeMap;

/** Carries on what was asked of the node: once in every step, after everything was folded. */
final class Desks {
  private Desks() {}

  static void progress(Draft draft) {
    if (!draft.desk.pending().isEmpty()) {
      for (Map.Entry<Long, Pending> entry : new TreeMap<>(draft.desk.pending()).entrySet()) {
        progress(draft, entry.getKey(), entry.getValue());
      }
    }
    RestartDesk.progress(draft);
    RebuildDesk.progress(draft);
    StepDownDesk.progress(draft);
  }

  private static void progress(Draft draft, long replyId, Pending request) {
    if (draft.now.hasReached(request.deadline())) {
      draft.reply(replyId, late(request));
    } else if (request instanceof Pending.Moving moving) {
      MoveDesk.progress(draft, replyId, moving);
    } else if (request instanceof Pending.Forgetting forgetting) {
      ForgetDesk.progress(draft, replyId, forgetting);
    }
  }

  private static CommandResult late(Pending request) {
    if (request instanceof Pending.Moving moving) {
      return MoveDesk.late(moving);
    }
    return new CommandResult(
        CommandResult.Outcome.UNKNOWN, "no answer in time; it may still come about");
  }

  /** A write that a command waits for has ended. */
  static void written(Draft draft, StoreEvent event) {
    draft
        .desk
        .pending()
        .forEach(
            (replyId, request) -> {
              if (request instanceof Pending.Writing writing) {
                written(draft, replyId, writing, event);
              } else if (request instanceof Pending.Moving moving) {
                MoveDesk.written(draft, replyId, moving, event);
              }
            });
  }

  private static void written(
      Draft draft, long replyId, Pending.Writing writing, StoreEvent event) {
    if (event instanceof StoreEvent.Written written && written.id() == writing.effectId()) {
      boolean applied = written.result() instanceof WriteResult.Applied;
      draft.reply(replyId, applied ? writing.done() : writing.conflict());
      draft.storeDirty();
    } else if (event instanceof StoreEvent.WriteFailed failed
        && failed.id() == writing.effectId()) {
      CommandResult.Outcome outcome =
          failed.failure().unknown() ? CommandResult.Outcome.UNKNOWN : CommandResult.Outcome.FAILED;
      draft.reply(replyId, new CommandResult(outcome, writing.failed()));
      draft.storeDirty();
    }
  }

  static void answered(Draft draft, PeerEvent.Answered event) {
    draft
        .desk
        .pending()
        .forEach(
            (replyId, request) -> {
              if (request instanceof Pending.Moving moving
                  && moving.stage() == Pending.Moving.Stage.ASKING
                  && moving.survey().id() == event.surveyId()) {
                draft.desk =
                    draft.desk.with(
                        replyId,
                        moving.asking(moving.survey().answered(event.status(), draft.now)));
              }
            });
  }

  /** When something has to be looked at though nothing happens. */
  static MonoTime due(Draft draft) {
    MonoTime due = MonoTime.earlier(RestartDesk.due(draft), MonoTime.MAX);
    for (Pending request : draft.desk.pending().values()) {
      due = MonoTime.earlier(due, request.deadline());
      if (request instanceof Pending.Moving moving && moving.survey().running()) {
        due = MonoTime.earlier(due, moving.survey().deadline());
      }
    }
    return due;
  }
}
