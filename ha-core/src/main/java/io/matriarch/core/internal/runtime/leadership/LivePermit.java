package io.matriarch.core.internal.runtime.leadership;

import io.matriarch.core.api.LeadershipPermit;
import io.matriarch.core.api.NotLeadingException;
import io.matriarch.core.internal.runtime.PermitBoard;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Term;
import io.matriarch.core.model.Ticker;
import java.time.Duration;
import java.time.Instant;

/** Reads how far the lease reaches now, until it has been ended for ever. */
final class LivePermit implements LeadershipPermit {
  private final String election;
  private final Term term;
  private final PermitBoard lease;
  private final Ticker ticker;
  private volatile boolean ended;

  LivePermit(String election, Term term, PermitBoard lease, Ticker ticker) {
    this.election = election;
    this.term = term;
    this.lease = lease;
    this.ticker = ticker;
  }

  void end() {
    ended = true;
  }

  Term number() {
    return term;
  }

  /** End of validity as far as it is proved; the past if it is over. */
  MonoTime validUntil() {
    return ended ? MonoTime.MIN : lease.validUntil(term);
  }

  @Override
  public long term() {
    return term.value();
  }

  @Override
  public boolean isValid() {
    // What has expired once stays so: a lease that comes back is another leadership.
    boolean valid = ticker.now().isBefore(validUntil());
    if (!valid) {
      ended = true;
    }
    return valid;
  }

  @Override
  public Duration remaining() {
    MonoTime until = validUntil();
    return isValid() && until.isFinite() ? positive(until.since(ticker.now())) : Duration.ZERO;
  }

  private static Duration positive(Duration left) {
    return left.isNegative() ? Duration.ZERO : left;
  }

  @Override
  public Instant deadline() {
    return ticker.wallClock().plus(remaining());
  }

  @Override
  public LeadershipPermit orThrow() {
    if (!isValid()) {
      throw new NotLeadingException(
          "the leadership of '" + election + "' with term " + term + " has ended");
    }
    return this;
  }

  @Override
  public String toString() {
    return "LeadershipPermit[" + election + ", term " + term + ", " + remaining() + " left]";
  }
}
