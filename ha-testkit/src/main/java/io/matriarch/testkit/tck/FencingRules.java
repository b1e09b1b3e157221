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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F: what a former holder can no longer do. */
interface FencingRules {
  LeaderBeacon STALE = LeaderBeacon.EMPTY.withPosition(13);

  @Test
  @DisplayName(
      "F01 A renewal under a token that is over has lost, and does not touch the next holder's"
          + " key.")
  default void aLateRenewalHasLost(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    ClusterStore b = trial.client("b");
    LeaseResult.Held old = trial.acquireLasting(a, "a");
    trial.fixture().erase(trial.keys().leader());
    LeaseResult.Held next = trial.acquireLasting(b, "b");

    assertThat(a.renew(old.token(), LeaderBeacon.EMPTY, trial.call()))
        .isInstanceOf(LeaseResult.Lost.class);

    assertThat(trial.leader()).contains("b");
    assertThat(trial.renew(b, next).token()).isEqualTo(next.token());
  }

  @Test
  @DisplayName("F02 It publishes no beacon.")
  default void aLateRenewalPublishesNothing(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    ClusterStore b = trial.client("b");
    LeaseResult.Held old = trial.acquireLasting(a, "a");
    trial.fixture().erase(trial.keys().leader());
    LeaseResult.Held next = trial.acquireLasting(b, "b");
    held(b.renew(next.token(), BEACON, trial.call()));

    a.renew(old.token(), STALE, trial.call());

    assertThat(trial.view(b).status().position()).isEqualTo(BEACON.position());
  }

  @Test
  @DisplayName(
      "F03 A release under a token that is over is a conflict, frees nothing and publishes"
          + " nothing.")
  default void aLateReleaseChangesNothing(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    ClusterStore b = trial.client("b");
    LeaseResult.Held old = trial.acquireLasting(a, "a");
    trial.fixture().erase(trial.keys().leader());
    LeaseResult.Held next = trial.acquireLasting(b, "b");
    held(b.renew(next.token(), BEACON, trial.call()));

    assertThat(a.release(old.token(), STALE, trial.call())).isEqualTo(WriteResult.CONFLICT);

    assertThat(trial.leader()).contains("b");
    assertThat(trial.view(b).status().position()).isEqualTo(BEACON.position());
  }

  @Test
  @DisplayName("F04 A renewal never creates a key that is gone.")
  default void aRenewalCreatesNothing(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    LeaseResult.Held held = trial.acquireLasting(a, "a");
    trial.fixture().erase(trial.keys().leader());

    assertThat(a.renew(held.token(), BEACON, trial.call())).isInstanceOf(LeaseResult.Lost.class);

    assertThat(trial.leader()).isEmpty();
  }

  @Test
  @DisplayName("F05 A token is over with its acquisition, also if the same client acquired again.")
  default void aTokenIsOverWithItsAcquisition(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    LeaseResult.Held old = trial.acquireLasting(a, "a");
    a.release(old.token(), BEACON, trial.call());
    LeaseResult.Held next = trial.acquireLasting(a, "a");

    LeaseResult renewal = a.renew(old.token(), STALE, trial.call());
    WriteResult release = a.release(old.token(), STALE, trial.call());

    assertThat(renewal).isInstanceOf(LeaseResult.Lost.class);
    assertThat(release).isEqualTo(WriteResult.CONFLICT);
    assertThat(trial.renew(a, next).token()).isEqualTo(next.token());
  }

  @Test
  @DisplayName("F06 Who claims does not end the session of who announces, nor the other way round.")
  default void leaseAndRecordHaveSessionsOfTheirOwn(Trial trial) throws Exception {
    trial.needs(Capability.EXPIRE);
    ClusterStore a = trial.client("a");
    a.announce(member("a", 1), trial.lasting());
    LeaseResult.Held held = trial.acquireLasting(a, "a");

    trial.fixture().expire(trial.keys().member(NodeName.of("a")));
    LeaseResult renewal = trial.eventually(() -> a.renew(held.token(), BEACON, trial.lasting()));
    trial.eventually(() -> a.announce(member("a", 1), trial.lasting()));
    trial.fixture().expire(trial.keys().leader());
    boolean vanishes = trial.becomes(Trial.A_MOMENT, () -> trial.member("a").isEmpty());

    assertThat(held(renewal).token()).isEqualTo(held.token());
    assertThat(vanishes).isFalse();
  }

  @Test
  @DisplayName("F07 After its lease ended early the holder is told so, and others can claim.")
  default void anEarlyEndIsTold(Trial trial) throws Exception {
    trial.needs(Capability.EXPIRE);
    ClusterStore a = trial.client("a");
    LeaseResult.Held held = trial.acquireLasting(a, "a");

    trial.fixture().expire(trial.keys().leader());
    trial.await("the key is gone", () -> trial.leader().isEmpty());

    assertThat(trial.eventually(() -> a.renew(held.token(), BEACON, trial.lasting())))
        .isInstanceOf(LeaseResult.Lost.class);
    assertThat(trial.acquire(trial.client("b"), "b").token().term())
        .isGreaterThan(held.token().term());
  }
}
