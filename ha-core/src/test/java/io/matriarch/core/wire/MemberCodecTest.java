package io.matriarch.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.RunState;
import io.matriarch.core.model.Tags;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemberCodecTest {
  private static final String REPLICA =
      "{\"conn_url\":\"postgres://10.0.0.2:5432/postgres\","
          + "\"api_url\":\"http://10.0.0.2:8008/patroni\",\"state\":\"running\","
          + "\"role\":\"replica\",\"version\":\"4.1.4\",\"tags\":{\"clonefrom\":true},"
          + "\"xlog_location\":50331648,\"replay_lsn\":50331000,\"receive_lsn\":50331648,"
          + "\"replication_state\":\"streaming\",\"timeline\":3}";
  private static final String FRESH_PRIMARY =
      "{\"conn_url\":\"postgres://10.0.0.1:5432/postgres\","
          + "\"api_url\":\"http://10.0.0.1:8008/patroni\",\"state\":\"running\","
          + "\"role\":\"primary\",\"version\":\"4.1.4\",\"checkpoint_after_promote\":false,"
          + "\"xlog_location\":50331649,\"timeline\":3}";
  private static final NodeName NODE = NodeName.of("node1");

  @Test
  void readsEveryFieldOfAReplica() {
    assertThat(decode(REPLICA))
        .isEqualTo(
            new MemberRecord(
                NODE,
                "postgres://10.0.0.2:5432/postgres",
                "http://10.0.0.2:8008/patroni",
                RunState.RUNNING,
                Role.REPLICA,
                "4.1.4",
                new Tags(Map.of("clonefrom", true)),
                OptionalLong.of(50331648),
                OptionalLong.of(50331648),
                OptionalLong.of(50331000),
                Optional.of("streaming"),
                OptionalLong.of(3),
                false,
                false,
                new TreeMap<>(),
                Optional.empty(),
                "",
                false,
                false));
  }

  @ParameterizedTest
  @ValueSource(strings = {REPLICA, FRESH_PRIMARY})
  void writesTheExamplesByteForByte(String example) {
    assertThat(MemberCodec.encode(decode(example))).isEqualTo(example);
  }

  @Test
  void onlyAnExplicitFalseMeansThatTheCheckpointIsPending() {
    assertThat(decode(FRESH_PRIMARY).checkpointPending()).isTrue();
    assertThat(decode("{\"checkpoint_after_promote\":true}").checkpointPending()).isFalse();
    assertThat(decode("{}").checkpointPending()).isFalse();
  }

  @Test
  void aMemberOfOursCarriesOurVersionInTheLastField() {
    MemberRecord ours = decode("{\"state\":\"running\",\"role\":\"primary\",\"matriarch\":\"9\"}");

    assertThat(ours.native_()).isTrue();
    assertThat(MemberCodec.encode(ours))
        .isEqualTo("{\"state\":\"running\",\"role\":\"primary\",\"matriarch\":\"0.1.0\"}");
  }

  @Test
  void flagsStandOnlyIfTrueAndInTheirPlaces() {
    String text =
        "{\"state\":\"stopped\",\"role\":\"demoted\",\"pending_restart\":true,\"timeline\":1,"
            + "\"pause\":true}";

    assertThat(MemberCodec.encode(decode(text))).isEqualTo(text);
    assertThat(MemberCodec.encode(decode("{\"pending_restart\":false,\"pause\":false}")))
        .doesNotContain("pending_restart", "pause");
  }

  @Test
  void aBareConnectionUrlIsTheOldFormOfAMember() {
    MemberRecord member =
        decode(
            "postgres://u:secret@10.0.0.1:5432/postgres"
                + "?application_name=http%3A//10.0.0.1:8008/patroni");

    assertThat(member.connUrl()).isEqualTo("postgres://10.0.0.1:5432/postgres");
    assertThat(member.apiUrl()).isEqualTo("http://10.0.0.1:8008/patroni");
    assertThat(member.position()).isEmpty();
  }

  @Test
  void separatePartsStandForAConnectionUrl() {
    assertThat(decode("{\"conn_kwargs\":{\"host\":\"::1\",\"port\":\"5433\"}}").connUrl())
        .isEqualTo("postgres://[::1]:5433/postgres");
    assertThat(decode("{\"conn_kwargs\":{\"host\":\"h\",\"port\":1,\"dbname\":\"d\"}}").connUrl())
        .isEqualTo("postgres://h:1/d");
  }

  @Test
  void credentialsInAnAddressAreDropped() {
    MemberRecord member =
        decode("{\"conn_url\":\"postgres://u:p@ss@h:5432/db\",\"api_url\":\"http://u:p@h:8008/\"}");

    assertThat(member.connUrl()).isEqualTo("postgres://h:5432/db");
    assertThat(member.apiUrl()).isEqualTo("http://h:8008/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "5",
        "null",
        "{\"xlog_location\":-1,\"timeline\":0}",
        "{\"conn_url\":5,\"tags\":[],\"state\":{},\"timeline\":\"x\",\"pause\":\"maybe\"}"
      })
  void anUnreadableValueIsAMemberOfWhichNothingIsKnown(String text) {
    assertThat(decode(text))
        .isEqualTo(
            new MemberRecord(
                NODE,
                "",
                "",
                RunState.UNKNOWN,
                Role.REPLICA,
                "",
                Tags.NONE,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                false,
                false,
                new TreeMap<>(),
                Optional.empty(),
                "",
                false,
                false));
  }

  @Test
  void falseTagsAreNotPublishedUnlessTheyOverruleAPriority() {
    assertThat(published("clonefrom", false, "nostream", 0, "noloadbalance", "", "nosync", false))
        .isEqualTo("");
    assertThat(published("nofailover", false, "nosync", false)).isEqualTo("");
    assertThat(published("nofailover", false, "failover_priority", 0))
        .isEqualTo("{\"nofailover\":false,\"failover_priority\":0}");
    assertThat(published("sync_priority", 2, "nosync", false))
        .isEqualTo("{\"sync_priority\":2,\"nosync\":false}");
  }

  @Test
  void otherTagsKeepTheirTypesAndOrder() {
    assertThat(published("zone", "ü", "n", "1", "b", false, "nofailover", true))
        .isEqualTo("{\"zone\":\"\\u00fc\",\"n\":\"1\",\"b\":false,\"nofailover\":true}");
  }

  @ParameterizedTest
  @CsvSource({
    "master, PRIMARY, primary",
    "primary, PRIMARY, primary",
    "standby_leader, STANDBY_LEADER, standby_leader",
    "promoted, PROMOTED, promoted",
    "demoted, DEMOTED, demoted",
    "uninitialized, UNINITIALIZED, uninitialized",
    "replica, REPLICA, replica",
    "something else, REPLICA, replica",
  })
  void rolesAreReadAndWritten(String word, Role role, String written) {
    assertThat(RoleNames.parse(word)).isEqualTo(role);
    assertThat(RoleNames.text(role)).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({
    "initializing new cluster, INITIALIZING",
    "initdb failed, INITIALIZATION_FAILED",
    "running custom bootstrap script, INITIALIZING",
    "custom bootstrap failed, INITIALIZATION_FAILED",
    "creating replica, CREATING_REPLICA",
    "running, RUNNING",
    "starting, STARTING",
    "starting after custom bootstrap, STARTING",
    "start failed, START_FAILED",
    "restarting, RESTARTING",
    "restart failed, RESTART_FAILED",
    "stopping, STOPPING",
    "stopped, STOPPED",
    "stop failed, STOP_FAILED",
    "crashed, CRASHED",
    "dreaming, UNKNOWN",
  })
  void statesAreRead(String word, RunState state) {
    assertThat(StateNames.parse(word)).isEqualTo(state);
  }

  @Test
  void everyStateIsReadBackFromItsWord() {
    for (RunState state : RunState.values()) {
      assertThat(StateNames.parse(StateNames.text(state))).isEqualTo(state);
    }
  }

  private static MemberRecord decode(String text) {
    return MemberCodec.decode(NODE, text);
  }

  /** The tags as a record shows them; empty if it does not show any. */
  private static String published(Object... namesAndValues) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    MemberRecord bare = decode("{\"timeline\":7}");
    String text =
        MemberCodec.encode(
            new MemberRecord(
                bare.name(),
                bare.connUrl(),
                bare.apiUrl(),
                bare.state(),
                bare.role(),
                bare.version(),
                new Tags(values),
                bare.position(),
                bare.received(),
                bare.replayed(),
                bare.replicationState(),
                bare.timeline(),
                false,
                false,
                new TreeMap<>(),
                Optional.empty(),
                "",
                false,
                false));
    String tags = text.replace("{\"state\":\"unknown\",\"role\":\"replica\"", "");
    return tags.replaceFirst(",\"timeline\":7}$", "").replaceFirst("^,\"tags\":", "");
  }
}
