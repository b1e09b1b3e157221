package io.matriarch.core.internal.policy;

import io.matriarch.core.api.ExitReason;
import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.model.ReplicationSource;

/** What a decision wants of everything but the lease. Wanting it again is free. */
public sealed interface Intent {

  /** Leave things as they are. */
  record Hold() implements Intent {}

  /** Ask the other members. */
  record Survey() implements Intent {}

  /** Ask all members whether this leader may go on without the store. */
  record AskFailsafe() implements Intent {}

  /** Compare the own history with the leader's. */
  record Compare(ReplicationSource source) implements Intent {}

  /** Have this done, unless something is being done already. */
  record Run(TaskSpec spec) implements Intent {}

  /** End what is being done. */
  record Cancel(String reason) implements Intent {}

  /** Make the resource non-writable at once, whatever is being done, and stop it. */
  record Fence(String reason) implements Intent {}

  /** Try to win the right to create the cluster. */
  record ClaimInitialization() implements Intent {}

  /** Give that right back. */
  record RevokeInitialization(ExitReason thenExit) implements Intent {}

  /** End the node. */
  record Exit(ExitReason reason) implements Intent {}

  Intent HOLD = new Hold();
  Intent SURVEY = new Survey();
}
