package io.matriarch.postgres.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RoomTest {
  private static final Path HERE = Path.of("/data");
  private static final long MB = 1L << 20;

  private static Room room(long freeMegabytes, long neededMegabytes) {
    return new Room(HERE, freeMegabytes * MB, OptionalLong.of(neededMegabytes * MB));
  }

  @Test
  void sizesAreForPeople() {
    assertThat(room(40 * 1024, 12 * 1024 + 103)).hasToString("12 GB needed, 40 GB free");
    assertThat(room(850, 1)).hasToString("1 MB needed, 850 MB free");
    assertThat(Room.text(3 * 1024 * 1024 * MB)).isEqualTo("3.0 TB");
  }

  @Test
  void whatDoesNotFitIsRefusedAndWhatRanOutNeedsMoreThanItHad() {
    assertThat(room(10, 10).objection(OptionalLong.empty())).isEmpty();
    assertThat(room(10, 11).objection(OptionalLong.empty()))
        .contains("no room: 11 MB needed, 10 MB free at /data; make room");
    assertThat(room(100, 10).objection(OptionalLong.of(100 * MB))).isPresent();
    assertThat(room(116, 10).objection(OptionalLong.of(100 * MB))).isEmpty();
  }
}
