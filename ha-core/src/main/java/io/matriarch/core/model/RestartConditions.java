package io.matriarch.core.model;

import java.time.Duration;
import java.util.Optional;

/**
 * When a requested restart is carried out, judged at the moment it is due.
 *
 * @param role only while the resource has this role
 * @param olderThan only if the running server is older than this version, as the operator wrote it,
 *     e.g. {@code 15.4}
 * @param onlyIfPending only if a changed parameter waits for a restart
 * @param timeout how long the restart may take before another member may take over; absent: the
 *     cluster's {@code primary_start_timeout}
 */
public record RestartConditions(
    Optional<Role> role,
    Optional<String> olderThan,
    boolean onlyIfPending,
    Optional<Duration> timeout) {
  /** Restart whatever there is. */
  public static final RestartConditions NONE =
      new RestartConditions(Optional.empty(), Optional.empty(), false, Optional.empty());
}
