package io.matriarch.postgres.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.core.model.Lsn;
import io.matriarch.core.model.Position;
import io.matriarch.core.resource.ResourceException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ControlFileTest {
  private final Map<String, String> fields =
      new HashMap<>(
          Map.ofEntries(
              Map.entry("Database system identifier", "7711454993525836909"),
              Map.entry("Database cluster state", "shut down"),
              Map.entry("Latest checkpoint location", "0/2000060"),
              Map.entry("Latest checkpoint's TimeLineID", "3"),
              Map.entry("Minimum recovery ending location", "0/0"),
              Map.entry("Min recovery ending loc's timeline", "0"),
              Map.entry("wal_log_hints setting", "off"),
              Map.entry("max_connections setting", "100"),
              Map.entry("max_worker_processes setting", "8"),
              Map.entry("max_wal_senders setting", "10"),
              Map.entry("max_prepared_xacts setting", "0"),
              Map.entry("max_locks_per_xact setting", "64"),
              Map.entry("Bytes per WAL segment", "16777216"),
              Map.entry("Data page checksum version", "0")));

  private Position end() throws ResourceException {
    return ControlFileReader.parse(fields).end();
  }

  private static Position at(long timeline, String lsn) {
    return new Position(timeline, Lsn.parse(lsn).bytes());
  }

  @Test
  void aPrimaryEndsAtItsShutdownCheckpoint() throws Exception {
    assertThat(end()).isEqualTo(at(3, "0/2000060"));
  }

  @Test
  void aPrimaryThatSwitchedToANewSegmentEndsWithTheOneBefore() throws Exception {
    fields.put("Latest checkpoint location", "0/3000028");

    assertThat(end()).isEqualTo(at(3, "0/3000000"));
  }

  @Test
  void aReplicaEndsWhereRecoveryMustCome() throws Exception {
    fields.put("Database cluster state", "shut down in recovery");
    fields.put("Minimum recovery ending location", "0/2500000");
    fields.put("Min recovery ending loc's timeline", "4");

    assertThat(end()).isEqualTo(at(4, "0/2500000"));
  }

  @Test
  void hintsOrChecksumsAreWhatRewindNeeds() throws Exception {
    assertThat(ControlFileReader.parse(fields).hintsLogged()).isFalse();
    fields.put("Data page checksum version", "1");
    assertThat(ControlFileReader.parse(fields).hintsLogged()).isTrue();
  }

  @Test
  void anUnexpectedAnswerIsAFailure() {
    fields.remove("Latest checkpoint location");

    assertThatThrownBy(() -> ControlFileReader.parse(fields)).isInstanceOf(ResourceException.class);
  }
}
