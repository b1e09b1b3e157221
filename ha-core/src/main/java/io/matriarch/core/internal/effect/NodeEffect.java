package io.matriarch.core.internal.effect;

import io.matriarch.core.api.CommandResult;
import io.matriarch.core.api.ExitReason;
import io.matriarch.core.api.FailsafeAnswer;

/** For the node around the machine. */
public sealed interface NodeEffect extends Effect {

  record ReplyFailsafe(long replyId, FailsafeAnswer answer) implements NodeEffect {}

  /** The answer to a command. */
  record Reply(long replyId, CommandResult result) implements NodeEffect {}

  /** The node is over. */
  record Exit(ExitReason reason) implements NodeEffect {}
}
