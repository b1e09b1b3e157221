package io.matriarch.core.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.MonoTime;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The order of a lease's instants, for every ttl and every store. */
class LeaseTimesTest {
  private static final MonoTime START = new MonoTime(0);

  /** How often stores ask to be renewed at least. */
  private static final Duration UNHURRIED = Duration.ofSeconds(10);

  private static final Duration EVERY_TICK = Duration.ofSeconds(2);

  /** Shorter ones are not taken from the dynamic configuration. */
  private static final int SHORTEST_SHARED_TTL = 20;

  private record Lease(Duration ttl, Duration loopWait, Duration storeAsksFor) {
    LeaseTimes times() {
      return LeaseTimes.of(START, ttl);
    }

    Duration renewEvery() {
      return LeaseTimes.renewEvery(ttl, loopWait, storeAsksFor);
    }
  }

  static Stream<Lease> leases() {
    return Stream.iterate(3, ttl -> ttl <= 300, ttl -> ttl + 1)
        .map(Duration::ofSeconds)
        .flatMap(
            ttl ->
                Stream.of(UNHURRIED, EVERY_TICK)
                    .flatMap(
                        store ->
                            Stream.of(1, 10, 30)
                                .map(wait -> new Lease(ttl, Duration.ofSeconds(wait), store))));
  }

  @Test
  void instantsComeInTheirOrder() {
    assertThat(leases())
        .allSatisfy(
            lease -> {
              LeaseTimes times = lease.times();
              assertThat(times.countedFrom()).isLessThan(START.plus(lease.renewEvery()));
              assertThat(START.plus(lease.renewEvery())).isLessThan(times.stepDownAt());
              assertThat(times.stepDownAt()).isLessThan(times.fenceAt());
              assertThat(times.fenceAt()).isLessThan(times.validUntil());
            });
  }

  @Test
  void twoRenewalsFitInBeforeAnUnrenewedLeaderStepsDown() {
    assertThat(leases())
        .allSatisfy(
            lease -> {
              MonoTime second = START.plus(lease.renewEvery()).plus(lease.renewEvery());
              assertThat(second).isLessThan(lease.times().stepDownAt());
            });
  }

  @Test
  void validityEndsBeforeTheStoreMayHandTheLeaseOn() {
    assertThat(leases())
        .allSatisfy(
            lease -> {
              Duration spare = START.plus(lease.ttl()).since(lease.times().validUntil());
              assertThat(spare).isGreaterThanOrEqualTo(Duration.ofMillis(500));
              assertThat(spare).isGreaterThanOrEqualTo(lease.ttl().dividedBy(50));
            });
  }

  @Test
  void theRoughEndHasAtLeastAnEighthOfAShortLease() {
    LeaseTimes times = LeaseTimes.of(START, Duration.ofSeconds(4));

    assertThat(times.validUntil().since(times.fenceAt())).isEqualTo(Duration.ofMillis(500));
    assertThat(times.validUntil().since(times.stepDownAt())).isEqualTo(Duration.ofSeconds(1));
  }

  /**
   * A store may count from the last-but-one success. Even then there is time for another renewal,
   * and for its repetition, before the leader steps down.
   */
  @Test
  void countingFromAnEarlierSuccessLeavesTimeToRenew() {
    assertThat(leases().filter(lease -> lease.ttl().toSeconds() >= SHORTEST_SHARED_TTL))
        .allSatisfy(
            lease -> {
              Duration every = LeaseTimes.renewEvery(lease.ttl(), lease.loopWait(), EVERY_TICK);
              MonoTime sentAt = START.plus(EVERY_TICK).plus(every);
              MonoTime secondChance = sentAt.plus(every).plus(Duration.ofSeconds(1));
              assertThat(secondChance).isLessThan(lease.times().stepDownAt());
            });
  }
}
