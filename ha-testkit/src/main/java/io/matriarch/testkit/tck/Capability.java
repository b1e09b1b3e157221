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
  /** {@link StoreFixture#delayAnswers}. */
  DELAY_ANSWERS,
  /** {@link StoreFixture#expire}. */
  EXPIRE,
  /** A member's record stays while its client is connected, however seldom it is announced. */
  CLIENT_PINGS,
  /** A document that was removed and made anew can have a version that it had before. */
  VERSIONS_RECUR
}
