package io.matriarch.testkit.tck;

import static io.matriarch.testkit.tck.Records.member;
import static io.matriarch.testkit.tck.Trial.BEACON;
import static io.matriarch.testkit.tck.Trial.held;
import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** L: who holds the leader key, and what a holder publishes. */
interface LeaseRules {

  @Test
  @DisplayName("L01 A key that nobody has is held by who claims it.")
  default void aFreeKeyIsHeld(Trial trial) throws Exception {
    LeaseResult.Held held = trial.acquire(trial.client("a"), "a");

    assertThat(trial.leader()).contains("a");
    assertThat(held.guarantee()).isPositive();
  }

  @Test
  @DisplayName(
      "L02 Who claims a key that another has is refused, told by whom it is held, and changes"
          + " nothing.")
  default void aHeldKeyIsRefused(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    LeaseResult.Held held = trial.acquireLasting(a, "a");

    LeaseResult second = trial.client("b").acquire(trial.claim("b"), trial.call());

    assertThat(second).isEqualTo(new LeaseResult.Refused(Optional.of(NodeName.of("a"))));
    assertThat(trial.leader()).contains("a");
    assertThat(trial.renew(a, held).token()).isEqualTo(held.token());
  }

  @Test
  @DisplayName("L03 Of ten who claim at once exactly one holds the key.")
  default void ofTenContendersOneWins(Trial trial) throws Exception {
    Contenders contenders = new Contenders(trial, 10);
    for (int round = 0; round < 5; round++) {
      List<LeaseResult> results =
          contenders.together((store, name) -> store.acquire(trial.claim(name), trial.lasting()));

      assertThat(results).filteredOn(LeaseResult.Held.class::isInstance).hasSize(1);
      contenders.release(results);
    }
  }

  @Test
  @DisplayName("L04 Terms strictly rise from one acquisition to the next.")
  default void termsRise(Trial trial) throws Exception {
    List<ClusterStore> stores = List.of(trial.client("a"), trial.client("b"));
    long last = 0;
    for (int round = 0; round < 6; round++) {
      ClusterStore store = stores.get(round % 2);
      LeaseResult.Held held = trial.acquire(store, round % 2 == 0 ? "a" : "b");

      assertThat(held.token().term().value()).isGreaterThan(last);
      last = held.token().term().value();
      store.release(held.token(), BEACON, trial.call());
    }
  }

  @Test
  @DisplayName("L05 The holder who claims again holds on, under the same term.")
  default void claimingAgainHoldsOn(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    LeaseResult.Held first = trial.acquireLasting(a, "a");

    LeaseResult.Held second = trial.acquireLasting(a, "a");

    assertThat(second.token()).isEqualTo(first.token());
    assertThat(second.countedFrom()).isGreaterThanOrEqualTo(first.countedFrom());
  }

  @Test
  @DisplayName(
      "L06 A record of the own name that another process holds is refused without evidence.")
  default void aNamesakeIsRefused(Trial trial) throws Exception {
    trial.acquireLasting(trial.client("a"), "a");

    LeaseResult second = trial.client("a").acquire(trial.claim("a"), trial.call());

    assertThat(second).isInstanceOf(LeaseResult.Refused.class);
  }

  @Test
  @DisplayName(
      "L07 With evidence it is replaced, under a higher term, and the former process has lost it.")
  default void withEvidenceTheOwnRecordIsReplaced(Trial trial) throws Exception {
    ClusterStore former = trial.client("a");
    ClusterStore now = trial.client("a");
    LeaseResult.Held old = trial.acquireLasting(former, "a");

    LeaseResult.Held adopted = held(now.acquire(trial.adoption("a"), trial.lasting()));

    assertThat(adopted.token().term()).isGreaterThan(old.token().term());
    assertThat(former.renew(old.token(), BEACON, trial.call()))
        .isInstanceOf(LeaseResult.Lost.class);
    assertThat(trial.renew(now, adopted).token()).isEqualTo(adopted.token());
  }

  @Test
  @DisplayName("L08 Evidence about the own name never takes the key of another.")
  default void evidenceTakesNobodyElsesKey(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    LeaseResult.Held held = trial.acquireLasting(a, "a");

    LeaseResult result = trial.client("b").acquire(trial.adoption("b"), trial.call());

    assertThat(result).isInstanceOf(LeaseResult.Refused.class);
    assertThat(trial.renew(a, held).token()).isEqualTo(held.token());
  }

  @Test
  @DisplayName(
      "L09 A release frees the key at once, publishes the last beacon, and leaves the member's"
          + " record.")
  default void aReleaseFreesTheKey(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    a.announce(member("a", 1), trial.lasting());
    LeaseResult.Held held = trial.acquireLasting(a, "a");

    assertThat(a.release(held.token(), BEACON, trial.call())).isEqualTo(WriteResult.APPLIED);

    assertThat(trial.leader()).isEmpty();
    assertThat(trial.view(a).status().position()).isEqualTo(BEACON.position());
    boolean vanishes = trial.becomes(Trial.A_MOMENT, () -> trial.member("a").isEmpty());
    assertThat(vanishes).isFalse();
  }

  @Test
  @DisplayName("L10 A second release is a conflict, and a renewal after a release has lost.")
  default void whatIsReleasedIsOver(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    LeaseResult.Held held = trial.acquireLasting(a, "a");
    a.release(held.token(), BEACON, trial.call());

    assertThat(a.release(held.token(), BEACON, trial.call())).isEqualTo(WriteResult.CONFLICT);
    assertThat(a.renew(held.token(), BEACON, trial.call())).isInstanceOf(LeaseResult.Lost.class);
    assertThat(trial.leader()).isEmpty();
  }

  @Test
  @DisplayName("L11 Who released may claim again, under a higher term.")
  default void whoReleasedMayClaimAgain(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    LeaseResult.Held first = trial.acquire(a, "a");
    a.release(first.token(), BEACON, trial.call());

    LeaseResult.Held second = trial.acquire(a, "a");

    assertThat(second.token().term()).isGreaterThan(first.token().term());
    assertThat(trial.renew(a, second).token()).isEqualTo(second.token());
  }

  @Test
  @DisplayName("L12 Closing the client frees the key.")
  default void closingFreesTheKey(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    held(
        a.acquire(
            trial.claim("a"), trial.call(Duration.ofSeconds(10), trial.longTtl().plusMinutes(1))));

    a.close();

    trial.within(Duration.ofSeconds(5), "the key is free", () -> trial.leader().isEmpty());
  }

  @Test
  @DisplayName("L13 A renewal publishes position, slots and failsafe members.")
  default void aRenewalPublishesTheBeacon(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    LeaseResult.Held held = trial.acquireLasting(a, "a");
    LeaderBeacon beacon =
        new LeaderBeacon(4712, Map.of("b", 4711L), List.of("c"))
            .withFailsafe(Optional.of(new TreeMap<>(Map.of(NodeName.of("a"), "http://a/"))));

    held(a.renew(held.token(), beacon, trial.call()));

    assertThat(trial.view(trial.client("b")).status())
        .isEqualTo(beacon.withFailsafe(Optional.empty()));
    assertThat(trial.view(a).failsafe()).contains("{\"a\":\"http://a/\"}");
  }

  @Test
  @DisplayName("L14 A beacon without a position leaves what is published.")
  default void aBeaconWithoutAPositionLeavesTheLast(Trial trial) throws Exception {
    trial.fixture().write(trial.keys().status(), "{\"optime\":12}");
    ClusterStore a = trial.client("a");
    LeaseResult.Held held = trial.acquireLasting(a, "a");

    held(a.renew(held.token(), LeaderBeacon.EMPTY, trial.call()));
    long renewed = trial.view(a).status().position();
    a.release(held.token(), LeaderBeacon.EMPTY, trial.call());

    assertThat(renewed).isEqualTo(12);
    assertThat(trial.view(a).status().position()).isEqualTo(12);
  }

  @Test
  @DisplayName("L15 A beacon without failsafe members leaves those that are published.")
  default void aBeaconWithoutFailsafeMembersLeavesThem(Trial trial) throws Exception {
    trial.fixture().write(trial.keys().failsafe(), "{\"b\":\"http://b/\"}");
    ClusterStore a = trial.client("a");
    LeaseResult.Held held = trial.acquireLasting(a, "a");

    held(a.renew(held.token(), BEACON, trial.call()));

    assertThat(trial.view(a).failsafe()).contains("{\"b\":\"http://b/\"}");
  }
}
