package io.matriarch.core.api;

/**
 * What an application does when it is to lead, and when it is to stop leading.
 *
 * <p>The calls alternate strictly: each {@link #elected} is followed by exactly one {@link
 * #revoked}, and the next {@code elected} comes only after both have returned. They come on threads
 * of their own, never on one that decides, renews or guards; whatever they take, they hold nothing
 * up but what is said here. After {@link LeaderElection#close} has returned in its time no call
 * comes any more.
 *
 * <p>{@code revoked} usually comes when {@code elected} has long returned. If {@code elected} is
 * still running its thread is interrupted, and {@code revoked} waits for it to return; but only for
 * a sixteenth of the ttl (one second at most), and then it is called all the same, on another
 * thread, while {@code elected} still runs.
 */
public interface LeadershipListener {

  /**
   * This participant leads now. May take as long as it likes, and will be interrupted when the
   * leadership ends.
   *
   * <p>If it throws anything before that, this participant gives leadership up ({@link #revoked} is
   * called with {@link RevocationReason#LISTENER_FAILED}) and does not try again for a while, which
   * gets longer each time; the exception is logged.
   *
   * @param permit proof of the leadership, to be looked at before each thing that only a leader may
   *     do; its term is to go with it to whoever can check one
   * @throws Exception this participant cannot lead
   */
  void elected(LeadershipPermit permit) throws Exception;

  /**
   * This participant does not lead any more: end whatever only a leader may do, and return when it
   * has ended. The permit has become invalid before this call. As long as the process runs at all,
   * the call comes before anybody else can be elected, with a quarter of the ttl (five seconds at
   * most) to spare where the lease runs out, and without limit but the ttl where it is given up: a
   * lease is released only after this has returned. If it does not return in time, which is logged,
   * the lease is left to lapse.
   *
   * <p>What it throws is logged, and counts as having returned.
   *
   * @param reason why it ends
   * @throws Exception is logged
   */
  void revoked(RevocationReason reason) throws Exception;
}
