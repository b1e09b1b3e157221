package io.matriarch.core.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.MonoTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The order of a lease's instants, for every ttl and every store. */
class LeaseTimesTest {
  private static final MonoTime START = new MonoTime(0);

  /** How often stores ask to be renewed at least. */
  private static final Duration UNHURRIED = Duration.ofSeconds(10);

  private static final List<Duration> TICKS =
      Stream.of(200, 500, 750, 1000, 2000, 3000, 4000).map(Duration::ofMillis).toList();

  private static final Duration ANSWER = Duration.ofMillis(90);

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
                Stream.concat(Stream.of(UNHURRIED), TICKS.stream())
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
   * A store that asks for renewals may count from the last-but-one success. Even then a request
   * that hangs until its deadline leaves time for another one before the leader steps down.
   */
  @Test
  void countingFromAnEarlierSuccessLeavesTimeForARenewalThatFails() {
    assertThat(leases().filter(lease -> TICKS.contains(lease.storeAsksFor())))
        .allSatisfy(
            lease -> {
              Duration tick = lease.storeAsksFor();
              Duration ttl = LeaseTimes.kept(lease.ttl(), tick);
              LeaseTimes times = LeaseTimes.of(START, ttl);
              Duration every = LeaseTimes.renewEvery(ttl, lease.loopWait(), tick);
              MonoTime failedAt = START.plus(tick).plus(every).plus(LeaseKeeper.patience(ttl));
              MonoTime secondChance = failedAt.plus(LeaseTimes.retryAfter(ttl));
              assertThat(secondChance.plus(ANSWER)).isLessThan(times.stepDownAt());
            });
  }

  /** A success proves those that were answered most of a tick before it was sent. */
  @Test
  void withAShortLeaseASlowAnswerDoesNotCostAWholeTick() {
    Duration ttl = Duration.ofSeconds(3);
    Duration tick = Duration.ofMillis(500);
    Duration slow = Duration.ofMillis(300);
    Duration every = LeaseTimes.renewEvery(ttl, Duration.ofSeconds(1), tick);

    Duration proofs = every.multipliedBy(3);
    assertThat(proofs).isGreaterThan(slow.plus(tick.multipliedBy(7).dividedBy(8)));
    MonoTime failedAt = START.plus(proofs).plus(every).plus(LeaseKeeper.patience(ttl));
    assertThat(failedAt.plus(LeaseTimes.retryAfter(ttl)))
        .isLessThan(LeaseTimes.of(START, ttl).stepDownAt());
    assertThat(LeaseTimes.renewEvery(Duration.ofSeconds(10), Duration.ofSeconds(10), tick))
        .isEqualTo(tick);
  }

  @Test
  void aTtlIsRaisedOnlyToTheShortestThatTheStoreKeeps() {
    assertThat(leases().filter(lease -> TICKS.contains(lease.storeAsksFor())))
        .allSatisfy(
            lease -> {
              Duration kept = LeaseTimes.kept(lease.ttl(), lease.storeAsksFor());
              boolean fits = lease.storeAsksFor().compareTo(LeaseTimes.interval(lease.ttl())) <= 0;
              assertThat(kept.equals(lease.ttl())).isEqualTo(fits);
              assertThat(LeaseTimes.kept(kept, lease.storeAsksFor())).isEqualTo(kept);
            });
    assertThat(LeaseTimes.kept(Duration.ofSeconds(3), Duration.ofHours(1))).hasSeconds(3);
  }

  @Test
  void aLeaderThatCannotRenewAsksTheOthersAfterTheUsualRenewalAndBeforeItStops() {
    LeaseTimes usual = LeaseTimes.of(START, Duration.ofSeconds(20));
    assertThat(usual.stepDownAt().since(usual.askAt())).hasSeconds(3);

    LeaseTimes shortest = LeaseTimes.of(START, Duration.ofSeconds(3));
    assertThat(shortest.askAt()).isGreaterThan(START.plus(Duration.ofSeconds(1)));
    assertThat(shortest.askAt()).isLessThan(shortest.stepDownAt());
  }
}
