package io.matriarch.examples.quickstart.faults;

import io.matriarch.examples.quickstart.cluster.TrialException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A wall clock for one agent that can be stepped while it runs, by libfaketime. The machine's own
 * belongs to everybody, and namespaces know only the clocks that cannot be set.
 */
final class FakeClock {
  /** Names the library, instead of a search in the usual places. */
  private static final String ENVIRONMENT = "MATRIARCH_FAKETIME";

  private final Path library;
  private final Path file;

  private FakeClock(Path library, Path file) {
    this.library = library;
    this.file = file;
  }

  /** The library, if it is on this machine. */
  static Optional<Path> library() {
    String named = System.getenv(ENVIRONMENT);
    if (named != null && !named.isEmpty()) {
      return Optional.of(Path.of(named)).filter(Files::isReadable);
    }
    try (DirectoryStream<Path> places = Files.newDirectoryStream(Path.of("/usr/lib"))) {
      for (Path place : places) {
        Path library = place.resolve("faketime").resolve("libfaketime.so.1");
        if (Files.isReadable(library)) {
          return Optional.of(library);
        }
      }
    } catch (IOException none) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** One that is right until it is stepped, and kept in this directory. */
  static FakeClock in(Path directory) throws IOException {
    Path library =
        library().orElseThrow(() -> new TrialException("libfaketime is not on this machine"));
    FakeClock clock = new FakeClock(library, directory.resolve("clock"));
    clock.step(Duration.ZERO);
    return clock;
  }

  /** What a program needs in its environment to go by this clock; others go on with their own. */
  Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "FAKETIME_TIMESTAMP_FILE", file.toString(),
        "FAKETIME_NO_CACHE", "1",
        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
        // Java waits by the monotonic clock, which the library would otherwise take for the other.
        "FAKETIME_FORCE_MONOTONIC_FIX", "0");
  }

  /** From now on it differs from the machine's by this. */
  void step(Duration difference) throws IOException {
    Path next = file.resolveSibling("clock.new");
    Files.writeString(next, "%+d".formatted(difference.toSeconds()));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
