package io.matriarch.core.api;

import java.time.Duration;
import java.util.OptionalLong;

/** Answer to a leader that lost the store and asks whether it may go on. */
public sealed interface FailsafeAnswer {

  /**
   * This node stands still for a ttl.
   *
   * @param position own last received or replayed offset, if known
   */
  record Accepted(OptionalLong position) implements FailsafeAnswer {}

  /** This node runs as a primary itself. */
  record RunningAsLeader() implements FailsafeAnswer {}

  /** The mode is off in this node's configuration. */
  record Disabled() implements FailsafeAnswer {}

  /**
   * The leader counts on an acceptance for longer than this node promises anybody; nothing was
   * promised.
   *
   * @param most the longest ttl that would have been accepted
   */
  record TooLong(Duration most) implements FailsafeAnswer {}
}
