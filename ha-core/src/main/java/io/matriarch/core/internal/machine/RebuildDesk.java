package io.matriarch.core.internal.machine;

import io.matriarch.core.api.Command;
import io.matriarch.core.api.CommandResult;
import io.matriarch.core.api.CommandResult.Outcome;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.NodeName;
import java.util.Optional;

/** Fresh copies that operators order. */
final class RebuildDesk {
  private RebuildDesk() {}

  static void asked(Draft draft, long replyId, Command.Reinitialize request) {
    Optional<NodeName> leader = draft.situation().leader().map(LeaderRecord::holder);
    Optional<TaskSlot.Running> task = draft.tasks.running();
    boolean leading = draft.situation().lease().isPresent();
    if (leading || leader.filter(draft.settings.name()::equals).isPresent()) {
      draft.reply(replyId, CommandResult.failed("I am the leader, can not reinitialize"));
    } else if (leader.isEmpty()) {
      draft.reply(replyId, CommandResult.failed("Cluster has no leader, can not reinitialize"));
    } else if (task.isPresent() && !request.force()) {
      draft.reply(
          replyId, CommandResult.failed(task.get().spec().label() + " already in progress"));
    } else {
      Conductor.cancel(draft, "a fresh copy was ordered");
      draft.desk = draft.desk.rebuild(Optional.of(new RebuildOrder(request.fromLeader())));
      draft.reply(replyId, CommandResult.done("reinitialize started"));
    }
  }

  static void cancelled(Draft draft, long replyId) {
    boolean ordered = draft.desk.rebuild().isPresent();
    draft.desk = draft.desk.rebuild(Optional.empty());
    if (ordered && draft.tasks.running().filter(t -> isOrdered(t.spec())).isPresent()) {
      Conductor.cancel(draft, "the fresh copy was given up");
    }
    draft.reply(
        replyId,
        ordered
            ? CommandResult.done("reinitialize cancelled")
            : new CommandResult(Outcome.NOT_FOUND, "no reinitialize is in progress"));
  }

  private static boolean isOrdered(TaskSpec spec) {
    return spec instanceof TaskSpec.Rebuild rebuild && rebuild.ordered();
  }

  /** Whoever leads, or may write, is not to be replaced any more. */
  static void progress(Draft draft) {
    if (draft.desk.rebuild().isPresent() && draft.situation().lease().isPresent()) {
      draft.desk = draft.desk.rebuild(Optional.empty());
    }
  }

  /** The copy is there. */
  static void done(Draft draft) {
    draft.desk = draft.desk.rebuild(Optional.empty());
  }
}
