package io.matriarch.testkit.tck;

/**
 * What can be done to a store under test, and what differs between good stores. Both ways are
 * tried: what a fixture declares must work, what it does not declare must not.
 */
public enum Capability {
  /** {@link StoreFixture#cut}. */
  CUT,
  /** {@link StoreFixture#hang}. */
  HANG,
  /** {@link StoreFixture#loseAnswers}. */
  LOSE_ANSWERS,
  /**
   * {@link StoreFixture#silence}. A store whose clients have no connections lacks it for good, and
   * is asked by {@link ClusterStoreConformanceKit}.
   */
  SILENCE,
  /** {@link StoreFixture#delayAnswers}. */
  DELAY_ANSWERS,
  /** {@link StoreFixture#expire}. */
  EXPIRE,
  /**
   * A member's record is gone some time after its writer was cut off. Elsewhere it is part of
   * something that outlives its writer, as a Kubernetes Pod may.
   */
  MEMBERS_EXPIRE,
  /** A member's record stays while its client is connected, however seldom it is announced. */
  CLIENT_PINGS,
  /**
   * Each document is a text of its own. Elsewhere failover and sync are kept field by field, as on
   * Kubernetes, and read as compact JSON of these fields.
   */
  WHOLE_DOCUMENTS,
  /** A version from before a removal can be good for the document that was made anew. */
  VERSIONS_RECUR
}
