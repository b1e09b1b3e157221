package io.matriarch.testkit.store;

import io.matriarch.core.model.MonoTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * From which instant on the guarantee of one held lease counts, as a client of each flavour must
 * reckon. Not thread safe; one per acquisition.
 */
public final class ValidityCount {
  /** Where touches travel between servers, they do so twice per tick. */
  private static final Duration TOLD_WITHIN = StoreFlavour.TICK.dividedBy(2);

  private final StoreFlavour flavour;
  private final Deque<Success> successes = new ArrayDeque<>();
  private MonoTime countedFrom;
  private long connection;

  private record Success(MonoTime sentAt, MonoTime answeredAt) {}

  /**
   * @param sentAt when the acquiring request was sent; that one goes through all servers
   */
  public ValidityCount(StoreFlavour flavour, MonoTime sentAt) {
    this.flavour = flavour;
    this.countedFrom = sentAt;
  }

  /**
   * A renewal succeeded. The newest touch may die with the server that took it; one that the same
   * server answered long enough before this request was sent has been passed on.
   *
   * @param onConnection which connection it was; another server may be behind another one
   */
  public MonoTime renewed(MonoTime sentAt, MonoTime answeredAt, long onConnection) {
    if (flavour != StoreFlavour.BUCKETED) {
      countedFrom = MonoTime.later(countedFrom, sentAt);
      return countedFrom;
    }
    if (onConnection != connection) {
      successes.clear();
      connection = onConnection;
    }
    while (!successes.isEmpty() && sentAt.hasReached(toldBy(successes.peekFirst()))) {
      countedFrom = MonoTime.later(countedFrom, successes.removeFirst().sentAt());
    }
    successes.addLast(new Success(sentAt, answeredAt));
    return countedFrom;
  }

  private static MonoTime toldBy(Success success) {
    return success.answeredAt().plus(TOLD_WITHIN);
  }
}
