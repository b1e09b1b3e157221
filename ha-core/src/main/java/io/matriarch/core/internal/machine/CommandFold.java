package io.matriarch.core.internal.machine;

import io.matriarch.core.api.Command;
import io.matriarch.core.api.CommandResult;
import io.matriarch.core.api.FailsafeAnswer;
import io.matriarch.core.internal.effect.NodeEffect;
import io.matriarch.core.internal.event.CommandEvent;
import io.matriarch.core.internal.policy.ResourceFacts;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.store.StoreDocument;
import java.time.Duration;
import java.util.OptionalLong;

/** Takes in what people and other programs ask for. */
final class CommandFold {
  private static final int MOST_PENDING = 16;

  /**
   * A ttl has no upper limit, and whoever may ask might keep this node from leading for ever.
   * Nobody waits for another leader for so long: more is accepted only if the cluster itself has
   * worked with it.
   */
  private static final Duration LONGEST_PROMISE = Duration.ofMinutes(10);

  private CommandFold() {}

  static void fold(Draft draft, CommandEvent event) {
    if (event instanceof CommandEvent.Shutdown) {
      draft.memory = draft.memory.shutdownRequested(true);
    } else if (event instanceof CommandEvent.Asked asked) {
      asked(draft, asked.replyId(), asked.command());
    } else if (event instanceof CommandEvent.StepDown request) {
      StepDownDesk.asked(draft, request);
    } else if (event instanceof CommandEvent.StoreConfig config) {
      storeConfig(draft, config);
    } else if (event instanceof CommandEvent.FailsafePing ping) {
      draft.emit(new NodeEffect.ReplyFailsafe(ping.replyId(), answer(draft, ping)));
    }
  }

  private static void asked(Draft draft, long replyId, Command command) {
    if (draft.desk.pending().size() >= MOST_PENDING) {
      draft.reply(replyId, CommandResult.failed("too much is being worked on: try again later"));
    } else if (command instanceof Command.Move move) {
      MoveDesk.asked(draft, replyId, move);
    } else if (command instanceof Command.CancelMove) {
      ForgetDesk.asked(draft, replyId);
    } else if (command instanceof Command.Restart restart) {
      RestartDesk.asked(draft, replyId, restart);
    } else if (command instanceof Command.CancelRestart) {
      RestartDesk.cancelled(draft, replyId);
    } else if (command instanceof Command.Reinitialize request) {
      RebuildDesk.asked(draft, replyId, request);
    } else if (command instanceof Command.CancelReinitialize) {
      RebuildDesk.cancelled(draft, replyId);
    } else if (command instanceof Command.Reload reload) {
      draft.settings = draft.settings.withTags(reload.tags());
      draft.resource = draft.resource.configureAgain();
      draft.reply(replyId, CommandResult.accepted("reload scheduled"));
    } else {
      throw new IllegalStateException("nobody takes up " + command);
    }
  }

  private static void storeConfig(Draft draft, CommandEvent.StoreConfig config) {
    draft.write(
        config.replyId(),
        new StoreDocument.Config(config.text()),
        config.expected(),
        CommandResult.done(config.text()),
        new CommandResult(
            CommandResult.Outcome.CONFLICT, "the configuration was changed meanwhile"),
        "the configuration could not be written to the DCS");
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

  /** The store can be read, and somebody else leads by it. */
  private static boolean anotherLeads(Draft draft, NodeName asking) {
    return draft.situation().leader().filter(leader -> !leader.holder().equals(asking)).isPresent();
  }

  /**
   * Whoever accepts does not race before the asking leader's right has run out. That leader may
   * still know an older, longer ttl, which this node's process may never have seen; and whom
   * another has followed it is not let go on beside it. To promise less than it counts on would
   * have two lead: what is too long is refused.
   */
  private static FailsafeAnswer answer(Draft draft, CommandEvent.FailsafePing ping) {
    if (!draft.config.failsafeMode()) {
      return new FailsafeAnswer.Disabled();
    }
    if (leadsOrMayDoSoon(draft) || anotherLeads(draft, ping.leader())) {
      return new FailsafeAnswer.RunningAsLeader();
    }
    Duration own = draft.memory.longestTtl(draft.config.timing().ttl());
    Duration asked = LeaseTimes.longer(ping.ttl().orElse(own), own);
    Duration most = LeaseTimes.longer(own, LONGEST_PROMISE);
    if (asked.compareTo(most) > 0) {
      return new FailsafeAnswer.TooLong(most);
    }
    MonoTime until = draft.now.plus(asked);
    draft.memory = draft.memory.failsafeUntil(MonoTime.later(draft.memory.failsafeUntil(), until));
    return new FailsafeAnswer.Accepted(
        draft
            .resource
            .report()
            .flatMap(ResourceReport::position)
            .map(position -> OptionalLong.of(position.offset()))
            .orElse(OptionalLong.empty()));
  }
}
