package io.matriarch.core.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Term;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a record that nobody removes has provably expired. */
class LeaderObservationTest {
  private static final Duration TTL = Duration.ofSeconds(30);
  private static final Duration WITH_MARGIN = Duration.ofMillis(30_600);

  @Test
  void aRecordThatStoodStillForItsTtlAndTheMarginHasExpired() {
    LeaderObservation seen = LeaderObservation.NONE.seen(view("r1", 1), at(2));

    MonoTime expiry = at(2).plus(WITH_MARGIN);

    assertThat(seen.provenExpiredBy(view("r1", expiry), TTL)).isTrue();
    assertThat(seen.provenExpiredBy(view("r1", expiry.minus(Duration.ofNanos(1))), TTL)).isFalse();
  }

  @Test
  void aReadSentBeforeTheExpiryProvesNothingHoweverLateItArrives() {
    LeaderObservation seen = LeaderObservation.NONE.seen(view("r1", 1), at(2));

    LeaderObservation late = seen.seen(view("r1", 31), at(300));

    assertThat(late.provenExpiredBy(view("r1", 31), TTL)).isFalse();
  }

  @Test
  void aRenewalBeginsItAnewFromWhenItWasSeen() {
    LeaderObservation seen = LeaderObservation.NONE.seen(view("r1", 1), at(2));

    LeaderObservation renewed = seen.seen(view("r2", 20), at(25));

    assertThat(renewed.expiresAt(TTL)).isEqualTo(at(25).plus(WITH_MARGIN));
  }

  @Test
  void seeingTheSameAgainChangesNothing() {
    LeaderObservation seen = LeaderObservation.NONE.seen(view("r1", 1), at(2));

    assertThat(seen.seen(view("r1", 20), at(25))).isEqualTo(seen);
  }

  @Test
  void theHoldersOwnTtlCounts() {
    ClusterView view =
        ClusterView.empty(at(1))
            .withLeader(Optional.of(record("r1", Optional.of(Duration.ofSeconds(60)))));

    LeaderObservation seen = LeaderObservation.NONE.seen(view, at(2));

    assertThat(seen.expiresAt(TTL)).isEqualTo(at(2).plus(Duration.ofMillis(61_200)));
  }

  @Test
  void withoutARecordNothingExpires() {
    LeaderObservation none = LeaderObservation.NONE.seen(ClusterView.empty(at(1)), at(2));

    assertThat(none.provenExpiredBy(ClusterView.empty(at(1000)), TTL)).isFalse();
  }

  private static MonoTime at(long seconds) {
    return new MonoTime(0).plus(Duration.ofSeconds(seconds));
  }

  private static ClusterView view(String fingerprint, long sentAt) {
    return view(fingerprint, at(sentAt));
  }

  private static ClusterView view(String fingerprint, MonoTime sentAt) {
    return ClusterView.empty(sentAt).withLeader(Optional.of(record(fingerprint, Optional.empty())));
  }

  private static LeaderRecord record(String fingerprint, Optional<Duration> ttl) {
    return new LeaderRecord(NodeName.of("a"), new Term(7), false, fingerprint, ttl);
  }
}
