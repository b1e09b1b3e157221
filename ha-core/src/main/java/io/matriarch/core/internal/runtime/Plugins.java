package io.matriarch.core.internal.runtime;

import io.matriarch.core.internal.machine.WatchdogState;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.peer.PeerGateway;
import io.matriarch.core.resource.ManagedResource;
import io.matriarch.core.resource.Watchdog;
import io.matriarch.core.store.ClusterStore;
import java.util.Optional;

/**
 * What a node is made of and closes when it ends.
 *
 * @param watchdogRequired this node does not lead without it
 * @param ticker the clock of all the others
 */
public record Plugins(
    ClusterStore store,
    ManagedResource resource,
    PeerGateway peers,
    Optional<Watchdog> watchdog,
    boolean watchdogRequired,
    Ticker ticker) {

  WatchdogState.Need watchdogNeed() {
    return watchdog.isEmpty()
        ? WatchdogState.Need.NONE
        : watchdogRequired ? WatchdogState.Need.REQUIRED : WatchdogState.Need.WANTED;
  }
}
