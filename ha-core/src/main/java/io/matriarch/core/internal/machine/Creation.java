package io.matriarch.core.internal.machine;

import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Permit.BootstrapPermit;
import io.matriarch.core.model.Versioned;
import java.time.Duration;
import java.util.Optional;

/**
 * The right to create the cluster, won by an empty claim in the store. It holds as long as the
 * claim is seen standing: whoever takes an abandoned claim over changes its version, and waits
 * until the earlier creator must have noticed. None of this depends on settings, of which nodes may
 * have different ones before there is a cluster.
 *
 * @param wonAt when this node heard that the claim is its own
 * @param from not to begin before
 * @param replaced version of the claim that was taken over; a read that lags still shows it
 * @param version of the claim; empty until it was seen
 * @param seenAt a read that was sent then showed the claim; {@link MonoTime#MIN} if none did
 * @param unfinished making it began, and has not succeeded
 */
public record Creation(
    MonoTime wonAt,
    MonoTime from,
    Optional<String> replaced,
    Optional<String> version,
    MonoTime seenAt,
    boolean unfinished) {

  /** Counted from the last read that showed the claim. */
  public static final Duration GOOD_FOR = Duration.ofSeconds(30);

  /** The same on a clock that runs as much faster as clocks may, and the end of what still runs. */
  private static final Duration OTHERS_HAVE_NOTICED = Duration.ofSeconds(40);

  static Creation won(MonoTime now) {
    return new Creation(now, now, Optional.empty(), Optional.empty(), MonoTime.MIN, false);
  }

  /** Of a claim that somebody else had made. */
  static Creation takenOver(MonoTime now, String replaced) {
    return new Creation(
        now,
        now.plus(OTHERS_HAVE_NOTICED),
        Optional.of(replaced),
        Optional.empty(),
        MonoTime.MIN,
        false);
  }

  /** The end of what is certain. */
  public MonoTime validUntil() {
    return seenAt.isFinite() ? seenAt.plus(GOOD_FOR) : MonoTime.MIN;
  }

  public BootstrapPermit permit() {
    return new BootstrapPermit(validUntil());
  }

  /** Whether the view shows the claim. */
  boolean standsIn(ClusterView view) {
    return !view.sentAt().isBefore(wonAt) && claim(view).filter(it -> isIt(it, view)).isPresent();
  }

  /** A claim that is seen for the first time so late may have been taken over already. */
  private boolean isIt(Versioned claim, ClusterView view) {
    if (replaced.filter(claim.version()::equals).isPresent()) {
      return false;
    }
    return version
        .map(claim.version()::equals)
        .orElseGet(() -> view.sentAt().isBefore(wonAt.plus(GOOD_FOR)));
  }

  private static Optional<Versioned> claim(ClusterView view) {
    return view.initialize().filter(claim -> claim.value().isEmpty());
  }

  Creation seenIn(ClusterView view) {
    return standsIn(view)
        ? new Creation(
            wonAt,
            from,
            replaced,
            claim(view).map(Versioned::version),
            MonoTime.later(seenAt, view.sentAt()),
            unfinished)
        : this;
  }

  /** The claim has not been seen for so long that it may be another's by now. */
  public boolean doubtfulAt(MonoTime now) {
    return now.hasReached(MonoTime.later(wonAt.plus(GOOD_FOR), validUntil()));
  }

  Creation unfinished(boolean value) {
    return value == unfinished ? this : new Creation(wonAt, from, replaced, version, seenAt, value);
  }
}
