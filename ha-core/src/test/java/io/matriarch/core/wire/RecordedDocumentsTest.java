package io.matriarch.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.config.Json;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.resource.ResourceReport.HistoryEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Compares with what was recorded, byte for byte. */
class RecordedDocumentsTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  @ParameterizedTest
  @MethodSource("members")
  void aMemberIsWrittenByteForByte(String recorded) {
    MemberRecord member = MemberCodec.decode(NodeName.of("pg0"), recorded);

    assertThat(MemberCodec.encode(member)).isEqualTo(recorded);
  }

  @Test
  void recordedMembersCoverTheOptionalFields() {
    assertThat(String.join("\n", members().toList()))
        .contains("pending_restart", "scheduled_restart", "replication_state", "pause", "stopping");
  }

  /** Slots stand in the writer's order there and sorted here, so trees are compared. */
  @ParameterizedTest
  @MethodSource("statuses")
  void aStatusIsWrittenWithTheSameContent(String recorded) {
    LeaderBeacon beacon = StatusCodec.decode(recorded, "");

    String written = StatusCodec.encode(beacon);

    assertThat(MAPPER.readTree(written)).isEqualTo(MAPPER.readTree(recorded));
    assertThat(written).hasSameSizeAs(recorded);
    assertThat(beacon.slots()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.matriarch.core.wire.Recordings#stores")
  void theHistoryIsWrittenByteForByteFromPromotionToPromotion(String store) {
    Optional<String> stored = Optional.empty();

    for (String recorded : Recordings.values(store, "history")) {
      List<List<Object>> lines = lines(recorded);
      List<Object> last = lines.get(lines.size() - 1);
      NodeName primary = NodeName.of((String) last.get(4));
      stored = HistoryCodec.next(stored, lines.size() + 1L, local(lines), primary, 0);

      assertThat(stored).hasValue(recorded);
      assertThat(HistoryCodec.clusterTimeline(stored)).isEqualTo(lines.size() + 1L);
    }
  }

  @ParameterizedTest
  @MethodSource("failovers")
  void aFailoverRequestIsUnderstood(String recorded) {
    boolean cleared = recorded.equals("{}");

    assertThat(
            FailoverCodec.decode(recorded)
                .map(
                    request ->
                        List.of(
                            request.leader().orElseThrow().value(),
                            request.candidate().orElseThrow().value(),
                            request.scheduledAt().orElseThrow())))
        .isEqualTo(
            cleared
                ? Optional.empty()
                : Optional.of(List.of("pg0", "pg1", "2099-01-01T00:00:00+00:00")));
  }

  @ParameterizedTest
  @MethodSource("failsafes")
  void theFailsafeTopologyIsUnderstood(String recorded) {
    assertThat(FailsafeCodec.decode(recorded))
        .hasSize(3)
        .containsEntry(NodeName.of("pg1"), "http://127.0.0.1:8501/patroni");
  }

  @ParameterizedTest
  @MethodSource("configs")
  void theConfigurationIsReadWithoutProblems(String recorded) {
    ClusterConfig config = ClusterConfig.parse(recorded);

    assertThat(config.problems()).isEmpty();
    assertThat(config.timing().ttl()).hasSeconds(20);
    assertThat(config.paused()).isEqualTo(recorded.contains("\"pause\":true"));
    assertThat(config.failsafeMode()).isEqualTo(recorded.contains("\"failsafe_mode\":true"));
    assertThat(config.unbuiltModes().contains("synchronous_mode"))
        .isEqualTo(recorded.contains("synchronous_mode"));
  }

  static Stream<String> members() {
    return Recordings.values("members");
  }

  static Stream<String> statuses() {
    return Recordings.values("status");
  }

  static Stream<String> failovers() {
    return Recordings.values("failover");
  }

  static Stream<String> failsafes() {
    return Recordings.values("failsafe");
  }

  static Stream<String> configs() {
    return Recordings.values("config");
  }

  private static List<List<Object>> lines(String document) {
    return Json.array(document).orElseThrow().stream()
        .map(line -> Json.asArray(line).orElseThrow())
        .toList();
  }

  /** What the primary's own files tell: nothing of who ended a branch. */
  private static List<HistoryEntry> local(List<List<Object>> lines) {
    List<HistoryEntry> entries = new ArrayList<>();
    for (List<Object> line : lines) {
      boolean last = line == lines.get(lines.size() - 1);
      entries.add(
          new HistoryEntry(
              ((Number) line.get(0)).longValue(),
              ((Number) line.get(1)).longValue(),
              (String) line.get(2),
              last ? (String) line.get(3) : "1970-01-01T00:00:00+00:00"));
    }
    return entries;
  }
}
