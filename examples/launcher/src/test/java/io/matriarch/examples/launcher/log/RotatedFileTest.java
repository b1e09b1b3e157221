package io.matriarch.examples.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import io.matriarch.agent.config.LogSection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatedFileTest {
  private static final int LINES = 300;

  @TempDir private Path folder;

  @Test
  void fullFilesAreMovedAsideAndOnlySoManyKept() throws Exception {
    write(new LogSection.Rotated(folder, 2, 100, OptionalInt.of(0640)));

    assertThat(names()).containsExactly("patroni.log", "patroni.log.1", "patroni.log.2");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("patroni.log"))))
        .isEqualTo("rw-r-----");
    assertThat(Files.readString(folder.resolve("patroni.log.1"))).contains("line");
  }

  @Test
  void moreThanTwentyMayBeKept() throws Exception {
    write(new LogSection.Rotated(folder, 25, 1, OptionalInt.empty()));

    assertThat(names()).hasSize(26);
  }

  @Test
  void withoutAnyToKeepTheFileGrows() throws Exception {
    write(new LogSection.Rotated(folder, 0, 100, OptionalInt.empty()));

    assertThat(names()).containsExactly("patroni.log");
    assertThat(Files.readAllLines(folder.resolve("patroni.log"))).hasSize(LINES);
  }

  private void write(LogSection.Rotated section) throws InterruptedException {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    RotatedFile file = new RotatedFile(context, section);
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(
        new LineLayout("%(message)s", new Fields(new DateText(Optional.empty())), Traces.HIDDEN));
    encoder.start();
    file.setEncoder(encoder);
    file.start();
    for (int i = 0; i < LINES; i++) {
      file.doAppend(
          new LoggingEvent("", context.getLogger("x"), Level.INFO, "line " + i, null, null));
      if (section.kept() > 0) {
        // The size is looked at once in a millisecond.
        TimeUnit.MILLISECONDS.sleep(2);
      }
    }
    file.stop();
  }

  private List<String> names() throws Exception {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.map(file -> file.getFileName().toString()).sorted().forEach(names::add);
    }
    return names;
  }
}
