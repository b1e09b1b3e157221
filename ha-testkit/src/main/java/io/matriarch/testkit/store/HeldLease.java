package io.matriarch.testkit.store;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Term;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The leader key.
 *
 * @param holder name in the key
 * @param session client that holds it
 * @param term acquisition
 * @param ttl lifetime asked for
 * @param touches when it was acquired or renewed, on the server's clock, newest last; the oldest
 *     ones are dropped
 * @param renewals how often it was renewed
 */
public record HeldLease(
    NodeName holder,
    String session,
    Term term,
    Duration ttl,
    List<MonoTime> touches,
    long renewals) {
  private static final int KEPT_TOUCHES = 8;

  public HeldLease {
    touches =
        List.copyOf(touches.subList(Math.max(0, touches.size() - KEPT_TOUCHES), touches.size()));
  }

  MonoTime lastTouch() {
    return touches.get(touches.size() - 1);
  }

  HeldLease touched(MonoTime now, Duration newTtl) {
    List<MonoTime> all = new ArrayList<>(touches);
    all.add(now);
    return new HeldLease(holder, session, term, newTtl, all, renewals + 1);
  }

  /** The server that took the touches since then died before it told anybody. */
  HeldLease withoutTouchesSince(MonoTime since) {
    List<MonoTime> told = touches.stream().filter(touch -> touch.isBefore(since)).toList();
    return told.isEmpty() ? this : new HeldLease(holder, session, term, ttl, told, renewals);
  }
}
