package io.matriarch.core.model;

/**
 * Evidence that this node may be writable until an instant. Whatever may make a resource writable
 * takes one and checks it again immediately before the point of no return.
 */
public sealed interface Permit {

  /** {@return the instant from which on the node must not become writable, and must not stay it} */
  MonoTime validUntil();

  /**
   * {@return whether the node may be writable at this instant}
   *
   * @param now an instant of the node's clock
   */
  default boolean validAt(MonoTime now) {
    return now.isBefore(validUntil());
  }

  /**
   * Leadership by lease.
   *
   * @param term the acquisition; a fencing token for systems that can check one
   * @param validUntil end of validity on this node's monotonic clock, margin already taken off
   */
  record LeasePermit(Term term, MonoTime validUntil) implements Permit {}

  /**
   * A new cluster is being created: nobody else can hold data of it yet. Like a lease it is
   * prolonged while the task runs, as long as the claim to create the cluster is seen standing.
   *
   * @param validUntil end of what the last look at the claim proves
   */
  record BootstrapPermit(MonoTime validUntil) implements Permit {}
}
