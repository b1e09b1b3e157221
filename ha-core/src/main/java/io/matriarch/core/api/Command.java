package io.matriarch.core.api;

import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.RestartConditions;
import io.matriarch.core.model.Tags;
import java.util.Optional;

/**
 * What people and programs ask of a node. Any node of a cluster takes {@link Move}, {@link
 * CancelMove} and the two that change the configuration; the others concern the node itself. The
 * sentences of refusals are those of Patroni 4.1, since operators and scripts match on them.
 */
public sealed interface Command {

  /**
   * Let another member lead. With a leader it is a switchover, which needs that leader's
   * co-operation; without one a failover, which needs a candidate. Answered when somebody else
   * leads, when it has failed, or when nothing is known after {@code 2 × max(10 s, loop_wait)}.
   *
   * @param kind which of the two was asked for, for sentences; a failover with a leader is carried
   *     out as a switchover
   * @param leader who leads now
   * @param candidate who shall lead next; absent: the best one
   * @param scheduledAt when, as the operator wrote it; absent: now
   */
  record Move(
      Kind kind,
      Optional<NodeName> leader,
      Optional<NodeName> candidate,
      Optional<String> scheduledAt)
      implements Command {

    /** What was asked for. */
    public enum Kind {
      /** The leader hands over. */
      SWITCHOVER,
      /** Somebody takes over, whether or not there is a leader. */
      FAILOVER
    }
  }

  /** Forget the scheduled move. */
  record CancelMove() implements Command {}

  /**
   * Restart the resource in place, without changing who leads. Answered when it is done, or when it
   * is scheduled.
   *
   * @param scheduledAt when, as the operator wrote it; absent: now
   */
  record Restart(RestartConditions conditions, Optional<String> scheduledAt) implements Command {}

  /** Forget the scheduled restart. */
  record CancelRestart() implements Command {}

  /**
   * Replace the local copy by a fresh one. Answered when it has begun.
   *
   * @param force end what is being done to the resource first
   * @param fromLeader copy from the leader itself, whatever other sources there are
   */
  record Reinitialize(boolean force, boolean fromLeader) implements Command {}

  /** Give a reinitialization up that has not ended yet. */
  record CancelReinitialize() implements Command {}

  /**
   * Merge a JSON object into the dynamic configuration; {@code null} removes a key. The answer's
   * text is the resulting document.
   */
  record PatchConfig(String json) implements Command {}

  /** Replace the dynamic configuration. The answer's text is the document. */
  record ReplaceConfig(String json) implements Command {}

  /**
   * The node's local configuration was read again: apply all of it to the resource anew.
   *
   * @param tags the node's own tags from now on
   */
  record Reload(Tags tags) implements Command {}
}
