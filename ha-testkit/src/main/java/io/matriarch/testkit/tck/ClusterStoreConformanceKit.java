package io.matriarch.testkit.tck;

import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Asks a store for the rules of the specification of cluster stores, but for those about silent
 * connections; a store that has connections takes {@link ConnectedStoreConformanceKit}, which asks
 * for them all. A store's test class extends one of the two and opens a fixture. A rule for which
 * the fixture lacks a {@link Capability} is skipped, and says so.
 */
@ExtendWith(TrialExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
public abstract class ClusterStoreConformanceKit
    implements ReadingRules,
        AnnouncingRules,
        LeaseRules,
        ValidityRules,
        FencingRules,
        DocumentRules,
        WatchRules,
        UnknownOutcomeRules,
        WireKeyRules,
        DeadlineRules,
        CapabilityRules {

  /** For subclasses. */
  protected ClusterStoreConformanceKit() {}

  /**
   * Begins the servers that all tests of the class share; called once, before them. The kit stops
   * what it returns.
   *
   * @return the store under test
   */
  protected abstract StoreFixture open() throws Exception;
}
