package io.matriarch.testkit.tck;

import static io.matriarch.testkit.tck.Records.member;
import static io.matriarch.testkit.tck.Trial.BEACON;
import static io.matriarch.testkit.tck.Trial.held;
import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.LeaseClaim;
import io.matriarch.core.store.LeaseResult;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** V: for how long a lease can be relied upon, and when it ends. */
interface ValidityRules {

  @Test
  @DisplayName("V01 A claim counts its guarantee from before it was sent, however late the answer.")
  default void aClaimCountsFromBeforeItWasSent(Trial trial) throws Exception {
    trial.needs(Capability.DELAY_ANSWERS);
    ClusterStore a = trial.client("a");
    Duration late = Duration.ofMillis(200);
    trial.fixture().delayAnswers(a, late);

    LeaseResult.Held held = trial.acquireLasting(a, "a");

    assertThat(trial.since(held.countedFrom())).isGreaterThanOrEqualTo(late);
  }

  @Test
  @DisplayName("V02 A renewal counts from before it was sent, however late the answer.")
  default void aRenewalCountsFromBeforeItWasSent(Trial trial) throws Exception {
    trial.needs(Capability.DELAY_ANSWERS);
    ClusterStore a = trial.client("a");
    LeaseResult.Held held = trial.acquireLasting(a, "a");
    Duration late = Duration.ofMillis(200);
    trial.fixture().delayAnswers(a, late);

    for (int position = 1; position <= 3; position++) {
      held =
          held(a.renew(held.token(), LeaderBeacon.EMPTY.withPosition(position), trial.lasting()));

      assertThat(trial.since(held.countedFrom())).isGreaterThanOrEqualTo(late);
    }
  }

  @Test
  @DisplayName("V03 Nobody else gets the key before the guarantee of the last answer is over.")
  default void theGuaranteeHolds(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    Successor b = new Successor(trial, "b");
    LeaseResult.Held held = trial.acquire(a, "a");
    for (int round = 0; round < 3; round++) {
      trial.pass(rhythm(trial, a));
      held = trial.renew(a, held);
    }
    MonoTime validUntil = end(held);

    trial.within(
        trial.ttl().multipliedBy(2), "the key has a new holder", () -> b.tries().isPresent());

    assertThat(trial.now()).isGreaterThanOrEqualTo(validUntil);
  }

  @Test
  @DisplayName("V04 The key of a silent holder can be had two ttls after its last renewal.")
  default void theKeyOfASilentHolderCanBeHad(Trial trial) throws Exception {
    trial.needs(Capability.CUT);
    ClusterStore a = trial.client("a");
    Successor b = new Successor(trial, "b");
    LeaseResult.Held held = trial.renew(a, trial.acquire(a, "a"));
    trial.fixture().cut(a);
    Optional<LeaseResult.Held> none = b.tries();

    trial.within(
        trial.ttl().multipliedBy(2), "the key has a new holder", () -> b.tries().isPresent());

    assertThat(none).isEmpty();
    assertThat(trial.view(b.store()).leader().orElseThrow().term())
        .isGreaterThan(held.token().term());
  }

  @Test
  @DisplayName(
      "V05 A stopped loop whose client still pings and announces loses the key all the same, and"
          + " the member's record stays.")
  default void aStoppedLoopLosesTheKey(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    a.announce(member("a", 1), trial.call());
    Successor b = new Successor(trial, "b");
    trial.renew(a, trial.acquire(a, "a"));
    long[] announced = {1};

    trial.within(
        trial.ttl().multipliedBy(2),
        "the key can be had although its holder goes on to announce",
        () -> {
          trial.eventually(() -> a.announce(member("a", ++announced[0]), trial.call()));
          assertThat(trial.member("a")).as("the member's record").isPresent();
          return trial.serversExpire(a) ? trial.leader().isEmpty() : b.tries().isPresent();
        });

    trial.eventually(() -> a.announce(member("a", 1), trial.call()));
    assertThat(trial.member("a")).as("the member's record").isPresent();
  }

  @Test
  @DisplayName(
      "V06 Who renews keeps the key for as long as he does, and what is counted from never goes"
          + " back.")
  default void whoRenewsKeepsTheKey(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    LeaseResult.Held first = trial.acquire(a, "a");
    LeaseResult.Held last = first;
    MonoTime start = trial.now();

    while (trial.since(start).compareTo(trial.ttl().multipliedBy(2)) < 0) {
      trial.pass(rhythm(trial, a));
      LeaseResult.Held held = last;
      LeaseResult.Held next =
          trial.eventually(() -> held(a.renew(held.token(), LeaderBeacon.EMPTY, trial.call())));

      assertThat(next.token()).isEqualTo(first.token());
      assertThat(next.countedFrom()).isGreaterThanOrEqualTo(last.countedFrom());
      assertThat(next.countedFrom().plus(next.guarantee())).isGreaterThan(trial.now());
      last = next;
    }
  }

  @Test
  @DisplayName("V07 A lease that expired never comes back: its renewals have lost.")
  default void anExpiredLeaseNeverComesBack(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    Successor b = new Successor(trial, "b");
    LeaseResult.Held old = trial.acquire(a, "a");
    trial.within(
        trial.ttl().multipliedBy(2), "the key has a new holder", () -> b.tries().isPresent());
    b.store().release(trial.acquire(b.store(), "b").token(), BEACON, trial.call());

    assertThat(trial.eventually(() -> a.renew(old.token(), BEACON, trial.call())))
        .isInstanceOf(LeaseResult.Lost.class);
    assertThat(trial.leader()).isEmpty();
  }

  @Test
  @DisplayName(
      "V08 Who removes the key of a silent holder is as the traits say: the server does, or nobody"
          + " does and observers claim against exactly the record they saw expire.")
  default void whoRemovesTheKeyIsAsTheTraitsSay(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    Successor b = new Successor(trial, "b");
    LeaseResult.Held held = trial.acquire(a, "a");
    Duration bound = trial.ttl().multipliedBy(2);
    if (trial.serversExpire(a)) {
      trial.within(bound, "the key is gone", () -> trial.leader().isEmpty());
      return;
    }
    Optional<LeaderRecord> stale = trial.view(b.store()).leader();
    trial.pass(bound);
    assertThat(trial.leader()).contains("a");
    trial.renew(a, held);

    // It stood still for long enough, but this is not the record that is there now.
    LeaseClaim late = new LeaseClaim(NodeName.of("b"), stale, false);
    assertThat(b.store().acquire(late, trial.call())).isInstanceOf(LeaseResult.Refused.class);
    trial.within(bound, "the key has a new holder", () -> b.tries().isPresent());
  }

  @Test
  @DisplayName(
      "V09 What a claim or a renewal with a longer ttl guarantees is kept, whatever ttl the lease"
          + " began with.")
  default void aLongerTtlPromisesOnlyWhatIsKept(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    Successor b = new Successor(trial, "b");
    Successor c = new Successor(trial, "c");
    Duration longer = trial.ttl().multipliedBy(2);
    LeaseResult.Held begun = trial.acquire(a, "a");

    LeaseResult.Held renewed =
        held(a.renew(begun.token(), LeaderBeacon.EMPTY, trial.call(longer, longer)));
    trial.within(longer.multipliedBy(2), "the key has a new holder", () -> b.tries().isPresent());
    assertThat(trial.now()).isGreaterThanOrEqualTo(end(renewed));

    LeaseResult.Held claimed =
        held(b.store().acquire(trial.claim("b"), trial.call(longer, longer)));
    trial.within(longer.multipliedBy(2), "the key has another holder", () -> c.tries().isPresent());
    assertThat(trial.now()).isGreaterThanOrEqualTo(end(claimed));
  }

  private static MonoTime end(LeaseResult.Held held) {
    return held.countedFrom().plus(held.guarantee());
  }

  /** How often the library renews. */
  private static Duration rhythm(Trial trial, ClusterStore store) {
    Duration longest = store.traits().longestRenewInterval();
    Duration quarter = trial.ttl().dividedBy(4);
    return longest.compareTo(quarter) < 0 ? longest : quarter;
  }
}
