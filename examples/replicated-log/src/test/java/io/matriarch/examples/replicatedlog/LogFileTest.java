package io.matriarch.examples.replicatedlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A file of records")
class LogFileTest {
  private static final LogRecord FIRST = new LogRecord(1, "identity");
  private static final LogRecord SECOND = new LogRecord(1, "häßlich");
  private static final LogRecord THIRD = new LogRecord(7, "third");

  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void write() throws IOException {
    path = folder.resolve("records.log");
    try (LogFile file = LogFile.open(path)) {
      file.append(List.of(FIRST, SECOND));
      file.append(List.of(THIRD));
    }
  }

  @Test
  @DisplayName("is the same when it is opened again")
  void opened() throws IOException {
    try (LogFile file = LogFile.open(path)) {
      assertThat(file.identity()).isEqualTo("identity");
      assertThat(file.history())
          .hasToString("1@0 7@%d %d".formatted(startOfThird(), path.toFile().length()));
    }
  }

  @Test
  @DisplayName("loses a torn record at its end, and nothing else, and goes on from there")
  void torn() throws IOException {
    byte[] torn = THIRD.encode().array();
    for (int kept = 1; kept < torn.length; kept++) {
      Files.write(path, Arrays.copyOf(torn, kept), StandardOpenOption.APPEND);
      long end = startOfThird() + THIRD.size();
      try (LogFile file = LogFile.open(path)) {
        assertThat(file.history().end()).isEqualTo(end);
      }
      assertThat(path.toFile().length()).isEqualTo(end);
    }
  }

  @Test
  @DisplayName("ends before a record with a wrong checksum")
  void wrong() throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    bytes[bytes.length - 1]++;
    Files.write(path, bytes);

    try (LogFile file = LogFile.open(path)) {
      assertThat(file.history()).hasToString("1@0 " + startOfThird());
    }
  }

  private static long startOfThird() {
    return FIRST.size() + SECOND.size();
  }
}
