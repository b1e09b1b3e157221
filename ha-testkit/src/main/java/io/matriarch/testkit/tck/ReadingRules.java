package io.matriarch.testkit.tck;

import static io.matriarch.testkit.tck.Trial.BEACON;
import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.StoreDocument;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R: what a view contains. */
interface ReadingRules {

  @Test
  @DisplayName("R01 A cluster of which nothing is written reads as empty.")
  default void nothingReadsAsEmpty(Trial trial) throws Exception {
    ClusterView view = trial.view(trial.client("a"));

    assertThat(view).isEqualTo(ClusterView.empty(view.sentAt()));
  }

  @Test
  @DisplayName("R02 A read that begins after a write was answered shows it, to every client.")
  default void readsSeeWhatWasAnswered(Trial trial) throws Exception {
    ClusterStore writer = trial.client("a");
    ClusterStore reader = trial.client("b");
    for (int round = 0; round < 20; round++) {
      String text = "{\"ttl\":" + round + "}";
      writer.put(new StoreDocument.Config(text), Expected.ANY, trial.call());

      assertThat(trial.view(writer).config().map(Versioned::value)).contains(text);
      assertThat(trial.view(reader).config().map(Versioned::value)).contains(text);
    }
  }

  @Test
  @DisplayName("R03 What is missing is absent, and everything else is there.")
  default void aPartOfTheKeysIsRead(Trial trial) throws Exception {
    trial.fixture().write(trial.keys().history(), "[]");
    trial.fixture().write(trial.keys().member(NodeName.of("b")), "{\"state\":\"running\"}");

    ClusterView view = trial.view(trial.client("a"));

    assertThat(view.history().map(Versioned::value)).contains("[]");
    assertThat(view.members()).containsOnlyKeys(NodeName.of("b"));
    assertThat(view.leader()).isEmpty();
    assertThat(view.config()).isEmpty();
    assertThat(view.initialize()).isEmpty();
  }

  @Test
  @DisplayName("R04 A leader key without content is nobody's.")
  default void anEmptyLeaderKeyIsNobodys(Trial trial) throws Exception {
    trial.fixture().write(trial.keys().leader(), "");

    assertThat(trial.view(trial.client("a")).leader()).isEmpty();
  }

  @Test
  @DisplayName(
      "R05 A member's record that cannot be parsed makes a member of which nothing is known.")
  default void anUnreadableMemberIsStillOne(Trial trial) throws Exception {
    trial.fixture().write(trial.keys().member(NodeName.of("odd")), "not json");

    ClusterView view = trial.view(trial.client("a"));

    assertThat(view.members()).containsOnlyKeys(NodeName.of("odd"));
    assertThat(view.member(NodeName.of("odd")).orElseThrow().apiUrl()).isEmpty();
  }

  @Test
  @DisplayName("R06 Keys that are not known are ignored.")
  default void unknownKeysAreIgnored(Trial trial) throws Exception {
    trial.fixture().write(trial.keys().base() + "/unknown", "junk");

    ClusterView view = trial.view(trial.client("a"));

    assertThat(view).isEqualTo(ClusterView.empty(view.sentAt()));
  }

  @Test
  @DisplayName("R07 Documents are handed over as they stand, whether or not they can be parsed.")
  default void documentsAreHandedOverAsTheyStand(Trial trial) throws Exception {
    trial.fixture().write(trial.keys().config(), "{\"ttl\": 30,  \"of_tomorrow\":[1]}");
    trial.fixture().write(trial.keys().failover(), "not json");
    trial.fixture().write(trial.keys().sync(), "{\"leader\":\"ä\"}");
    trial.fixture().write(trial.keys().failsafe(), "{\"a\":");

    ClusterView view = trial.view(trial.client("a"));

    assertThat(view.config().map(Versioned::value)).contains("{\"ttl\": 30,  \"of_tomorrow\":[1]}");
    assertThat(view.failover().map(Versioned::value).equals(Optional.of("not json")))
        .as("a request that is no JSON is handed over as it stands")
        .isEqualTo(trial.has(Capability.WHOLE_DOCUMENTS));
    assertThat(view.sync().map(Versioned::value)).contains("{\"leader\":\"ä\"}");
    assertThat(view.failsafe()).contains("{\"a\":");
  }

  @Test
  @DisplayName(
      "R08 A view tells whether its own client is the holder, and then the term of its acquisition.")
  default void aViewKnowsItsOwnLease(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    LeaseResult.Held held = trial.acquire(a, "a");

    LeaderRecord seenByA = trial.view(a).leader().orElseThrow();
    LeaderRecord seenByNamesake = trial.view(trial.client("a")).leader().orElseThrow();

    assertThat(seenByA.heldByThisSession()).isTrue();
    assertThat(seenByA.term()).isEqualTo(held.token().term());
    assertThat(seenByNamesake.heldByThisSession()).isFalse();
    assertThat(seenByNamesake.holder()).isEqualTo(NodeName.of("a"));
  }

  @Test
  @DisplayName("R09 The older position key counts only without a status.")
  default void theOlderPositionCountsOnlyWithoutAStatus(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    trial.fixture().write(trial.keys().legacyOptime(), "12");
    long before = trial.view(a).status().position();
    trial.fixture().write(trial.keys().status(), "{\"optime\":" + BEACON.position() + "}");

    assertThat(before).isEqualTo(12);
    assertThat(trial.view(a).status().position()).isEqualTo(BEACON.position());
  }

  @Test
  @DisplayName("R10 A view is dated before its read was sent.")
  default void aViewIsDatedBeforeItsRead(Trial trial) throws Exception {
    trial.needs(Capability.DELAY_ANSWERS);
    ClusterStore a = trial.client("a");
    trial.view(a);
    Duration late = Duration.ofMillis(200);
    trial.fixture().delayAnswers(a, late);
    // What others have asked a moment ago may serve as well, but not for ever.
    trial.pass(Duration.ofMillis(600));
    MonoTime before = trial.now();

    ClusterView view = trial.view(a);

    assertThat(trial.since(view.sentAt())).isGreaterThanOrEqualTo(late);
    assertThat(view.sentAt()).isGreaterThan(before.minus(Duration.ofSeconds(1)));
  }
}
