package io.matriarch.testkit.tck;

import static io.matriarch.testkit.tck.Records.member;
import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.WriteResult;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A: the member's own record, and how long it stays. */
interface AnnouncingRules {

  @Test
  @DisplayName("A01 An announced record is in every view, field by field.")
  default void aRecordIsSeenByAll(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    MemberRecord record = member("a", 83886176);

    assertThat(a.announce(record, trial.call())).isEqualTo(WriteResult.APPLIED);

    assertThat(trial.view(trial.client("b")).member(NodeName.of("a"))).contains(record);
    assertThat(trial.view(a).member(NodeName.of("a"))).contains(record);
  }

  @Test
  @DisplayName(
      "A03 A record that somebody changed or removed is put right by the next announcement.")
  default void aRecordIsPutRight(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    String key = trial.keys().member(NodeName.of("a"));
    a.announce(member("a", 1), trial.lasting());
    Optional<String> written = trial.fixture().raw(key);
    trial.fixture().write(key, "{}");
    a.announce(member("a", 1), trial.lasting());
    Optional<String> repaired = trial.fixture().raw(key);
    trial.fixture().erase(key);
    a.announce(member("a", 1), trial.lasting());

    assertThat(repaired).isEqualTo(written);
    assertThat(trial.fixture().raw(key)).isEqualTo(written);
  }

  @Test
  @DisplayName(
      "A04 A record is gone two ttls after its writer was cut off if and only if the store says that"
          + " records expire.")
  default void aRecordEndsWithItsWriter(Trial trial) throws Exception {
    trial.needs(Capability.CUT);
    ClusterStore a = trial.client("a");
    a.announce(member("a", 1), trial.call());
    trial.fixture().cut(a);
    Duration bound = trial.ttl().multipliedBy(2);

    if (trial.has(Capability.MEMBERS_EXPIRE)) {
      trial.within(bound, "the record is gone", () -> trial.member("a").isEmpty());
    } else {
      assertThat(trial.becomes(bound, () -> trial.member("a").isEmpty())).isFalse();
    }
  }

  @Test
  @DisplayName("A05 After its session ended early, the next announcements bring the record back.")
  default void aRecordComesBackInANewSession(Trial trial) throws Exception {
    trial.needs(Capability.EXPIRE);
    ClusterStore a = trial.client("a");
    a.announce(member("a", 1), trial.lasting());
    trial.fixture().expire(trial.keys().member(NodeName.of("a")));
    trial.await("the record is gone", () -> trial.member("a").isEmpty());

    trial.await(
        "the record is back",
        () -> {
          trial.eventually(() -> a.announce(member("a", 1), trial.lasting()));
          return trial.member("a").isPresent();
        });
  }

  @Test
  @DisplayName("A06 Closing the client takes the record away.")
  default void closingTakesTheRecordAway(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    a.announce(member("a", 1), trial.call(Duration.ofSeconds(10), trial.longTtl().plusMinutes(1)));

    a.close();

    trial.within(Duration.ofSeconds(5), "the record is gone", () -> trial.member("a").isEmpty());
  }

  @Test
  @DisplayName("A07 A record that an earlier process left becomes the new one's.")
  default void aRecordOfAnEarlierProcessBecomesOurs(Trial trial) throws Exception {
    ClusterStore earlier = trial.client("a");
    ClusterStore now = trial.client("a");
    earlier.announce(member("a", 1), trial.lasting());
    now.announce(member("a", 1), trial.lasting());

    earlier.close();

    boolean vanishes = trial.becomes(Trial.A_MOMENT, () -> trial.member("a").isEmpty());
    assertThat(vanishes).isFalse();
  }

  @Test
  @DisplayName("A08 An announcement with another ttl leaves the record in place.")
  default void anotherTtlLeavesTheRecord(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    a.announce(member("a", 1), trial.call());

    a.announce(member("a", 2), trial.lasting());

    boolean vanishes = trial.becomes(Trial.A_MOMENT, () -> trial.member("a").isEmpty());
    assertThat(vanishes).isFalse();
    assertThat(trial.view(a).member(NodeName.of("a")).orElseThrow().position())
        .isEqualTo(OptionalLong.of(2));
  }

  @Test
  @DisplayName(
      "A09 A record outlives two ttls without announcements if and only if the store says that"
          + " its clients ping, or that records do not expire.")
  default void aSilentMembersRecordStaysOnlyWhereItIsSaid(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    a.announce(member("a", 1), trial.call());
    Duration bound = trial.ttl().multipliedBy(2);

    if (trial.has(Capability.CLIENT_PINGS) || !trial.has(Capability.MEMBERS_EXPIRE)) {
      assertThat(trial.becomes(bound, () -> trial.member("a").isEmpty())).isFalse();
    } else {
      trial.within(bound, "the record is gone", () -> trial.member("a").isEmpty());
    }
  }
}
