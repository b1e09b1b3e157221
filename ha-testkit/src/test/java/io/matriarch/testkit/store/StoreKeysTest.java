package io.matriarch.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.store.DocumentKind;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.LeaseClaim;
import io.matriarch.core.store.LeaseToken;
import io.matriarch.core.store.WriteResult;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoreKeysTest {
  private static final Duration TTL = Duration.ofSeconds(10);

  @ParameterizedTest
  @EnumSource
  void aHeldKeyIsRefusedToOthersAndGivenAgainToItsHolder(StoreFlavour flavour) {
    StoreKeys keys = new StoreKeys(flavour);
    LeaseToken first = acquire(keys, "a", 0).orElseThrow();

    assertThat(acquire(keys, "b", 1)).isEmpty();
    assertThat(acquire(keys, "a", 2)).contains(first);
  }

  @Test
  void anExactServerEndsALeaseOneTtlAfterTheLastRenewal() {
    StoreKeys keys = new StoreKeys(StoreFlavour.EXACT);
    LeaseToken token = acquire(keys, "a", 0).orElseThrow();
    keys.renew(token, LeaderBeacon.EMPTY, TTL, at(5_000));

    assertThat(keys.expire(at(14_999))).isFalse();
    assertThat(keys.expire(at(15_000))).isTrue();
    assertThat(keys.renew(token, LeaderBeacon.EMPTY, TTL, at(15_001))).isFalse();
  }

  @Test
  void aBucketedServerEndsItAtTheNextTick() {
    StoreKeys keys = new StoreKeys(StoreFlavour.BUCKETED);
    acquire(keys, "a", 1_500);

    assertThat(keys.leaseExpiry()).contains(at(12_000));
  }

  @Test
  void aBucketedServerMayNeverHearOfTheLastRenewals() {
    StoreKeys keys = new StoreKeys(StoreFlavour.BUCKETED);
    LeaseToken token = acquire(keys, "a", 0).orElseThrow();
    keys.renew(token, LeaderBeacon.EMPTY, TTL, at(2_000));
    keys.renew(token, LeaderBeacon.EMPTY, TTL, at(4_000));

    keys.loseTouchesSince(at(3_500));

    assertThat(keys.leaseExpiry()).contains(at(12_000));
  }

  @Test
  void whereObserversJudgeOnlyExactlyTheExpiredRecordCanBeReplaced() {
    StoreKeys keys = new StoreKeys(StoreFlavour.OBSERVED);
    LeaseToken token = acquire(keys, "a", 0).orElseThrow();
    LeaderRecord seen = record(keys);
    keys.renew(token, LeaderBeacon.EMPTY, TTL, at(1_000));
    Optional<LeaseToken> late = claimAgainst(keys, seen);

    Optional<LeaseToken> proper = claimAgainst(keys, record(keys));

    assertThat(late).isEmpty();
    assertThat(proper.orElseThrow().term()).isGreaterThan(token.term());
    assertThat(keys.holds(token)).isFalse();
  }

  @Test
  void aReleaseUnderAnOldTokenChangesNothing() {
    StoreKeys keys = new StoreKeys(StoreFlavour.EXACT);
    LeaseToken old = acquire(keys, "a", 0).orElseThrow();
    keys.removeLeader();
    acquire(keys, "b", 1);

    assertThat(keys.release(old, LeaderBeacon.EMPTY)).isEqualTo(WriteResult.CONFLICT);
    assertThat(keys.image().lease()).isPresent();
  }

  @Test
  void documentsAreWrittenOnlyOverWhatWasExpected() {
    StoreKeys keys = new StoreKeys(StoreFlavour.EXACT);
    WriteResult first = keys.put(DocumentKind.CONFIG, "{}", Expected.ABSENT);
    String version = keys.image().document(StoreKeys.CONFIG).orElseThrow().version();

    assertThat(first).isEqualTo(WriteResult.APPLIED);
    assertThat(keys.put(DocumentKind.CONFIG, "[]", Expected.ABSENT))
        .isEqualTo(WriteResult.CONFLICT);
    assertThat(keys.put(DocumentKind.CONFIG, "[]", new Expected.Version(version)))
        .isEqualTo(WriteResult.APPLIED);
    assertThat(keys.put(DocumentKind.CONFIG, "{}", new Expected.Version(version)))
        .isEqualTo(WriteResult.CONFLICT);
  }

  private static Optional<LeaseToken> acquire(StoreKeys keys, String node, long millis) {
    LeaseClaim claim = new LeaseClaim(NodeName.of(node), Optional.empty(), false);
    return keys.acquire(node, claim, TTL, at(millis));
  }

  private static Optional<LeaseToken> claimAgainst(StoreKeys keys, LeaderRecord record) {
    LeaseClaim claim = new LeaseClaim(NodeName.of("b"), Optional.of(record), false);
    return keys.acquire("b", claim, TTL, at(20_000));
  }

  private static LeaderRecord record(StoreKeys keys) {
    return keys.image().view(at(0), "b", keys.flavour()).leader().orElseThrow();
  }

  private static MonoTime at(long millis) {
    return new MonoTime(millis * 1_000_000);
  }
}
