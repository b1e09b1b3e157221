package io.matriarch.core.store;

import java.time.Duration;

/**
 * What a store promises, as constants.
 *
 * @param name short name for logs, e.g. {@code zookeeper}
 * @param expiry who decides that a lease has expired
 * @param longestRenewInterval renewals must come at least this often for the guarantee to hold
 */
public record StoreTraits(String name, ExpirySide expiry, Duration longestRenewInterval) {

  /** Who removes the leader key of a holder that went silent. */
  public enum ExpirySide {
    /** The server removes it. */
    SERVER,
    /** Nobody does: observers judge by how long the record stood still on their own clock. */
    OBSERVER
  }
}
