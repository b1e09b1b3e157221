package io.matriarch.testkit.tck;

/**
 * The kit for a store whose clients reach their servers over connections: it asks for what a silent
 * connection may cost, too. Where nothing can go silent these rules have no meaning, and {@link
 * ClusterStoreConformanceKit} is the whole kit.
 */
public abstract class ConnectedStoreConformanceKit extends ClusterStoreConformanceKit
    implements SilenceRules {

  /** For subclasses. */
  protected ConnectedStoreConformanceKit() {}
}
