package io.matriarch.core.internal.runtime.leadership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.core.api.NotLeadingException;
import io.matriarch.core.internal.runtime.PermitBoard;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Permit.LeasePermit;
import io.matriarch.core.model.Term;
import io.matriarch.core.model.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A permit is worth what the lease proves at the very moment of the question. */
class LivePermitTest {
  private static final Term TERM = new Term(7);

  private final PermitBoard board = new PermitBoard();
  private final Clock clock = new Clock();
  private final LivePermit permit = new LivePermit("report", TERM, board, clock);

  private static final class Clock implements Ticker {
    private MonoTime now = new MonoTime(0);

    @Override
    public MonoTime now() {
      return now;
    }

    @Override
    public Instant wallClock() {
      return Instant.EPOCH.plusNanos(now.nanos());
    }

    private void sleep(Duration time) {
      now = now.plus(time);
    }
  }

  private void proved(Term term, Duration until) {
    MonoTime end = new MonoTime(until.toNanos());
    board.publish(Optional.of(new LeasePermit(term, end)));
  }

  @Test
  void followsRenewals() {
    proved(TERM, Duration.ofSeconds(10));
    clock.sleep(Duration.ofSeconds(4));
    assertThat(permit.remaining()).isEqualTo(Duration.ofSeconds(6));

    proved(TERM, Duration.ofSeconds(14));

    assertThat(permit.remaining()).isEqualTo(Duration.ofSeconds(10));
    assertThat(permit.deadline()).isEqualTo(Instant.EPOCH.plusSeconds(14));
    assertThat(permit.orThrow()).isSameAs(permit);
  }

  @Test
  void hasExpiredWhenAProcessWakesUpBeforeAnybodyHasNoticed() {
    proved(TERM, Duration.ofSeconds(10));

    clock.sleep(Duration.ofSeconds(10));

    assertThat(permit.isValid()).isFalse();
    assertThat(permit.remaining()).isZero();
    assertThatThrownBy(permit::orThrow).isInstanceOf(NotLeadingException.class);
  }

  @Test
  void staysExpiredThoughTheSameLeaseIsProvedAgain() {
    proved(TERM, Duration.ofSeconds(10));
    clock.sleep(Duration.ofSeconds(11));
    assertThat(permit.isValid()).isFalse();

    proved(TERM, Duration.ofSeconds(30));

    assertThat(permit.isValid()).isFalse();
    assertThat(permit.remaining()).isZero();
  }

  @Test
  void endsWithTheLeaseAndWithTheLeadership() {
    proved(TERM, Duration.ofSeconds(10));
    board.publish(Optional.empty());
    assertThat(permit.isValid()).isFalse();

    LivePermit next = new LivePermit("report", new Term(9), board, clock);
    proved(new Term(9), Duration.ofSeconds(10));
    assertThat(next.isValid()).isTrue();
    next.end();
    assertThat(next.isValid()).isFalse();
  }
}
