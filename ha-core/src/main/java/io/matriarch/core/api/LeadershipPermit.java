package io.matriarch.core.api;

import java.time.Duration;
import java.time.Instant;

/**
 * Proof of one leadership. All methods may be called from any thread and none blocks. Answers
 * follow the renewals of the lease, and compare with the clock at the call: in a process that was
 * stopped for too long a permit has expired as soon as it wakes up, before anything else was
 * noticed.
 *
 * <p>Time is counted on a monotonic clock that on Linux goes on while the machine is suspended;
 * wall clocks play no part.
 */
public interface LeadershipPermit {

  /**
   * Number of this leadership: a fencing token. It rises strictly from leadership to leadership of
   * one election, whoever leads, and has gaps. Whoever keeps what the leader changes should keep
   * the highest term seen, and refuse a lower one: no check in this process can keep it from being
   * stopped between the check and the change.
   *
   * @return the number
   */
  long term();

  /**
   * True while nobody else can have been elected; once false it never becomes true again.
   *
   * @return whether it is valid now
   */
  boolean isValid();

  /**
   * How long it is going to stay valid if it is not renewed before; zero if it is not valid. What
   * is begun now and ends in that time is done by the only leader, unless the leadership is given
   * up by this process itself meanwhile.
   *
   * @return the time left
   */
  Duration remaining();

  /**
   * The same as an instant of the wall clock, for people: do not compare it with one.
   *
   * @return when it ends
   */
  Instant deadline();

  /**
   * This permit, if it is valid.
   *
   * @return this
   * @throws NotLeadingException it is not
   */
  LeadershipPermit orThrow();
}
