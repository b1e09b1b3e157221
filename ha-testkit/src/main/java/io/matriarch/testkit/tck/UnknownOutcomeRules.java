package io.matriarch.testkit.tck;

import static io.matriarch.testkit.tck.Records.member;
import static io.matriarch.testkit.tck.Trial.BEACON;
import static io.matriarch.testkit.tck.Trial.held;
import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.DocumentKind;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.OutcomeUnknownException;
import io.matriarch.core.store.StoreDocument;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.store.StoreUnavailableException;
import io.matriarch.core.store.WriteResult;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** U: answers that are lost, and calls that never arrive. */
interface UnknownOutcomeRules {

  @Test
  @DisplayName("U01 A write that was applied and whose answer is lost is unknown.")
  default void aWriteWithoutAnAnswerIsUnknown(Trial trial) throws Exception {
    trial.needs(Capability.LOSE_ANSWERS);
    ClusterStore a = trial.client("a");
    a.put(new StoreDocument.Config("{}"), Expected.ANY, trial.call());
    trial.fixture().loseAnswers(a);
    StoreDocument next = new StoreDocument.Config("{\"ttl\":30}");

    StoreException failure = Trial.failure(() -> a.put(next, Expected.ANY, trial.brief()));

    assertThat(failure).isInstanceOf(OutcomeUnknownException.class);
    trial.await(
        "the write is applied",
        () -> trial.fixture().raw(trial.keys().config()).equals(Optional.of(next.text())));
  }

  @Test
  @DisplayName(
      "U02 A claim likewise; the view then shows the own session, and claiming again holds it.")
  default void aClaimWithoutAnAnswerIsFound(Trial trial) throws Exception {
    trial.needs(Capability.LOSE_ANSWERS);
    ClusterStore a = trial.client("a");
    LeaseResult.Held first = trial.acquireLasting(a, "a");
    trial.fixture().erase(trial.keys().leader());
    trial.fixture().loseAnswers(a);

    trial.lost(() -> a.acquire(trial.claim("a"), trial.brief()), () -> trial.leader().isPresent());
    boolean applied = trial.leader().isPresent();
    trial.fixture().heal(a);

    Optional<LeaderRecord> seen = trial.eventually(() -> trial.view(a)).leader();
    assertThat(seen.map(LeaderRecord::heldByThisSession).orElse(false)).isEqualTo(applied);
    LeaseResult.Held again =
        held(trial.eventually(() -> a.acquire(trial.claim("a"), trial.lasting())));
    assertThat(again.token().term()).isGreaterThan(first.token().term());
    seen.ifPresent(record -> assertThat(again.token().term()).isEqualTo(record.term()));
  }

  @Test
  @DisplayName("U03 A renewal likewise; renewing again holds on.")
  default void aRenewalWithoutAnAnswerIsRepeated(Trial trial) throws Exception {
    trial.needs(Capability.LOSE_ANSWERS);
    ClusterStore a = trial.client("a");
    LeaseResult.Held held = trial.acquireLasting(a, "a");
    trial.fixture().loseAnswers(a);

    trial.lost(
        () -> a.renew(held.token(), BEACON, trial.brief()),
        () -> trial.fixture().raw(trial.keys().status()).isPresent());
    trial.fixture().heal(a);

    LeaseResult again = trial.eventually(() -> a.renew(held.token(), BEACON, trial.lasting()));
    assertThat(held(again).token()).isEqualTo(held.token());
  }

  @Test
  @DisplayName("U04 A release likewise; the key is free within two ttls, and the token is over.")
  default void aReleaseWithoutAnAnswerIsOne(Trial trial) throws Exception {
    trial.needs(Capability.LOSE_ANSWERS);
    ClusterStore a = trial.client("a");
    Successor b = new Successor(trial, "b");
    LeaseResult.Held held = trial.acquire(a, "a");
    trial.fixture().loseAnswers(a);

    trial.lost(
        () -> a.release(held.token(), BEACON, trial.brief()), () -> trial.leader().isEmpty());
    trial.fixture().heal(a);

    trial.within(
        trial.ttl().multipliedBy(2), "the key has a new holder", () -> b.tries().isPresent());
    assertThat(trial.eventually(() -> a.renew(held.token(), BEACON, trial.call())))
        .isInstanceOf(LeaseResult.Lost.class);
  }

  @Test
  @DisplayName("U05 A removal likewise.")
  default void aRemovalWithoutAnAnswerIsUnknown(Trial trial) throws Exception {
    trial.needs(Capability.LOSE_ANSWERS);
    ClusterStore a = trial.client("a");
    a.put(new StoreDocument.Failover("{}"), Expected.ANY, trial.call());
    trial.fixture().loseAnswers(a);

    StoreException failure =
        Trial.failure(() -> a.remove(DocumentKind.FAILOVER, Expected.ANY, trial.brief()));

    assertThat(failure).isInstanceOf(OutcomeUnknownException.class);
    trial.await(
        "the removal is applied", () -> trial.fixture().raw(trial.keys().failover()).isEmpty());
  }

  @Test
  @DisplayName("U06 An announcement whose answer is lost is announced again.")
  default void anAnnouncementIsRepeated(Trial trial) throws Exception {
    trial.needs(Capability.LOSE_ANSWERS);
    ClusterStore a = trial.client("a");
    a.announce(member("a", 1), trial.lasting());
    trial.fixture().loseAnswers(a);
    Trial.failure(() -> a.announce(member("a", 2), trial.brief()));
    trial.fixture().heal(a);

    WriteResult again = trial.eventually(() -> a.announce(member("a", 3), trial.lasting()));

    assertThat(again).isEqualTo(WriteResult.APPLIED);
    assertThat(trial.member("a").orElseThrow()).contains("\"xlog_location\":3");
  }

  @Test
  @DisplayName("U07 Without a connection no call has a definite answer.")
  default void withoutAConnectionThereIsNoAnswer(Trial trial) throws Exception {
    trial.needs(Capability.CUT);
    ClusterStore a = trial.client("a");
    a.announce(member("a", 1), trial.lasting());
    LeaseResult.Held held = trial.acquireLasting(a, "a");
    // A proof of a moment ago may serve a renewal, but not for ever.
    trial.pass(Duration.ofMillis(600));
    trial.fixture().cut(a);

    for (Attempts.Named each : Attempts.of(trial, a, "a", held.token())) {
      Trial.failure(each.call());
    }
  }

  @Test
  @DisplayName("U08 What was not applied has no effect later.")
  default void whatWasNotAppliedHasNoEffect(Trial trial) throws Exception {
    trial.needs(Capability.CUT);
    ClusterStore a = trial.client("a");
    a.announce(member("a", 1), trial.lasting());
    trial.fixture().cut(a);
    StoreException claim = Trial.failure(() -> a.acquire(trial.claim("a"), trial.brief()));
    StoreException put =
        Trial.failure(() -> a.put(new StoreDocument.Config("{}"), Expected.ANY, trial.brief()));
    trial.fixture().heal(a);
    trial.eventually(() -> trial.view(a));

    boolean led = trial.becomes(Trial.A_MOMENT.multipliedBy(2), () -> trial.leader().isPresent());

    if (claim instanceof StoreUnavailableException) {
      assertThat(led).as("the claim has an effect").isFalse();
    }
    if (put instanceof StoreUnavailableException) {
      assertThat(trial.fixture().raw(trial.keys().config())).isEmpty();
    }
  }

  @Test
  @DisplayName(
      "U09 After an outage longer than the ttl the lease has lost and everything else comes back"
          + " by itself.")
  default void afterALongOutageEverythingComesBack(Trial trial) throws Exception {
    trial.needs(Capability.CUT);
    ClusterStore a = trial.client("a");
    Successor b = new Successor(trial, "b");
    a.announce(member("a", 1), trial.call());
    LeaseResult.Held old = trial.acquire(a, "a");
    trial.fixture().cut(a);
    trial.within(
        trial.ttl().multipliedBy(2), "the key has a new holder", () -> b.tries().isPresent());
    if (trial.has(Capability.MEMBERS_EXPIRE)) {
      trial.within(
          trial.ttl().multipliedBy(2), "the record is gone", () -> trial.member("a").isEmpty());
    }
    trial.fixture().heal(a);

    assertThat(trial.eventually(() -> a.renew(old.token(), BEACON, trial.call())))
        .isInstanceOf(LeaseResult.Lost.class);
    trial.eventually(() -> a.announce(member("a", 2), trial.lasting()));
    assertThat(trial.member("a")).isPresent();
    b.store().release(trial.acquire(b.store(), "b").token(), BEACON, trial.call());
    LeaseResult again = trial.eventually(() -> a.acquire(trial.claim("a"), trial.lasting()));
    assertThat(held(again).token().term()).isGreaterThan(old.token().term());
  }

  @Test
  @DisplayName("U10 After a short outage the lease goes on under its token.")
  default void afterAShortOutageTheLeaseGoesOn(Trial trial) throws Exception {
    trial.needs(Capability.CUT);
    ClusterStore a = trial.client("a");
    LeaseResult.Held held = trial.acquireLasting(a, "a");
    trial.fixture().cut(a);
    trial.pass(Duration.ofMillis(200));
    trial.fixture().heal(a);

    LeaseResult again = trial.eventually(() -> a.renew(held.token(), BEACON, trial.lasting()));

    assertThat(held(again).token()).isEqualTo(held.token());
  }
}
