package io.matriarch.dcs.zookeeper;

import io.matriarch.core.model.MonoTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Which instant the ensemble certainly counts the session's timeout from.
 *
 * <p>Only the ensemble's leader expires sessions. A follower tells it of a session's sign of life
 * with its next answer to the leader's ping, so the newest acknowledged renewal dies with a
 * follower that freezes right after it. An earlier one counts as soon as there is proof that the
 * report went out in between:
 *
 * <ul>
 *   <li>on one connection, a later success whose request was sent at least {@code reportedAfter}
 *       after the earlier one had been answered. The leader pings every half tick, and the later
 *       success shows that the follower was alive and in touch with the leader;
 *   <li>a success over a newer connection: to take a session over, a server asks the leader about
 *       it, which counts as a sign of life there, and this came after the earlier answer.
 * </ul>
 *
 * <p>The same holds for the beginning: the session is made by the leader itself, after the instant
 * at which its first connection was begun. What is proven stays proven, whatever happens to
 * connections: signs of life only ever move an expiry later, and a new leader of the ensemble
 * counts every session anew. Not thread safe.
 */
final class LeaseEvidence {

  private record Success(MonoTime sentAt, MonoTime answeredAt, int connection) {}

  private final Deque<Success> waiting = new ArrayDeque<>();
  private MonoTime proven;

  /**
   * @param begun instant before the session's first connection was begun
   */
  LeaseEvidence(MonoTime begun) {
    this.proven = begun;
  }

  /**
   * Adds a success and returns the latest proven instant.
   *
   * @param sentAt instant before the request was sent
   * @param reply the answer to it
   * @param reportedAfter time within which a follower certainly reports to the ensemble's leader
   */
  MonoTime success(MonoTime sentAt, Reply<?> reply, Duration reportedAfter) {
    Iterator<Success> oldestFirst = waiting.iterator();
    while (oldestFirst.hasNext()) {
      Success earlier = oldestFirst.next();
      boolean reported = sentAt.since(earlier.answeredAt()).compareTo(reportedAfter) >= 0;
      if (reported || earlier.connection() < reply.connection()) {
        proven = MonoTime.later(proven, earlier.sentAt());
        oldestFirst.remove();
      }
    }
    // Successes close together add nothing: a few per interval keep the list short.
    Duration apart = reportedAfter.dividedBy(8);
    if (waiting.isEmpty() || sentAt.since(waiting.getLast().sentAt()).compareTo(apart) >= 0) {
      waiting.add(new Success(sentAt, reply.at(), reply.connection()));
    }
    return proven;
  }
}
