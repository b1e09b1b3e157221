package io.matriarch.core.api;

import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.RunState;
import io.matriarch.core.model.ScheduledRestart;
import io.matriarch.core.model.Tags;
import io.matriarch.core.resource.ResourceReport;
import java.time.Instant;
import java.util.Optional;

/**
 * One consistent snapshot of a node, published after every step. Reading it never blocks and never
 * touches store or resource; whoever needs "now" compares its instants with a clock.
 *
 * @param cluster which cluster
 * @param name which node
 * @param tags effective tags: those configured, and {@code nofailover} while a replica's copy is
 *     unusable and must be made afresh
 * @param at when the step that made this snapshot was taken; its age tells whether the node is
 *     alive
 * @param state life-cycle state as published
 * @param role role as published
 * @param report last look at the resource, if there was one
 * @param lookedAt when the look behind that report began
 * @param view last view of the store, if it is still good
 * @param storeLastSeen wall-clock time of the last successful read
 * @param leading the node holds the lease, as far as it knows
 * @param writableUntil end of the right to be writable: {@link MonoTime#MIN} without one, {@link
 *     MonoTime#MAX} while paused
 * @param config dynamic configuration in force
 * @param failsafeActive a leader that has lost the store asked this node to stand still
 * @param scheduledRestart a restart of this node's resource that waits for its time
 * @param why explanation of the last decision
 */
public record NodeStatus(
    ClusterId cluster,
    NodeName name,
    Tags tags,
    MonoTime at,
    RunState state,
    Role role,
    Optional<ResourceReport> report,
    MonoTime lookedAt,
    Optional<ClusterView> view,
    Optional<Instant> storeLastSeen,
    boolean leading,
    MonoTime writableUntil,
    ClusterConfig config,
    boolean failsafeActive,
    Optional<ScheduledRestart> scheduledRestart,
    Explanation why) {

  /**
   * {@return whether the node may act as leader at this instant}
   *
   * @param now an instant of the node's clock
   */
  public boolean leadsAt(MonoTime now) {
    return leading && now.isBefore(writableUntil);
  }
}
