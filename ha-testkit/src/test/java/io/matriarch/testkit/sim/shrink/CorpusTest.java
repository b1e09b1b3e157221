package io.matriarch.testkit.sim.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.testkit.sim.run.Report;
import io.matriarch.testkit.sim.run.TracedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What once failed, for whatever reason, never fails again. */
class CorpusTest {
  private static final Path CORPUS = Path.of("src", "test", "resources", "corpus");

  static List<Path> cases() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files.filter(file -> file.toString().endsWith(".case")).sorted().toList();
    }
  }

  @Test
  void thereAreSome() throws IOException {
    assertThat(cases()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void breaksNothingAnyMore(Path file) throws IOException {
    TracedRun run =
        CaseFile.read(file.toString(), Files.readString(file)).run(HaMachine.standard());

    assertThat(run.violation()).as(() -> Report.trace(run, 200)).isEmpty();
  }
}
