package io.matriarch.core.internal.machine;

import io.matriarch.core.api.CommandResult;
import io.matriarch.core.api.CommandResult.Outcome;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.StoreDocument;
import io.matriarch.core.wire.FailoverCodec;
import java.time.Duration;
import java.util.Optional;

/** Takes a scheduled move back. */
final class ForgetDesk {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private ForgetDesk() {}

  static void asked(Draft draft, long replyId) {
    draft.desk =
        draft.desk.with(replyId, new Pending.Forgetting(draft.now, draft.now.plus(PATIENCE)));
    draft.storeDirty();
  }

  static void progress(Draft draft, long replyId, Pending.Forgetting request) {
    Optional<ClusterView> view = draft.viewSince(request.askedAt());
    if (view.isEmpty()) {
      if (draft.storeFailedSince(request.askedAt())) {
        draft.reply(replyId, CommandResult.failed(Draft.NO_STORE));
      }
      return;
    }
    Optional<Versioned> scheduled =
        view.flatMap(ClusterView::failover)
            .filter(
                document ->
                    FailoverCodec.decode(document.value())
                        .filter(move -> move.scheduledAt().isPresent())
                        .isPresent());
    if (scheduled.isEmpty()) {
      draft.reply(replyId, new CommandResult(Outcome.NOT_FOUND, "no switchover is scheduled"));
      return;
    }
    draft.write(
        replyId,
        new StoreDocument.Failover(FailoverCodec.encode(Optional.empty())),
        new Expected.Version(scheduled.get().version()),
        CommandResult.done("scheduled switchover deleted"),
        new CommandResult(Outcome.CONFLICT, "the switchover was changed meanwhile"),
        MoveDesk.WRITE_FAILED);
  }
}
