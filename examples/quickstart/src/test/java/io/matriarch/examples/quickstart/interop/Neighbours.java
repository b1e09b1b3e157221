package io.matriarch.examples.quickstart.interop;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.matriarch.examples.quickstart.cluster.AgentProgram;
import io.matriarch.examples.quickstart.cluster.DataOwner;
import io.matriarch.examples.quickstart.cluster.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Other software that nodes must get along with; {@code ./verify} fetches it. */
final class Neighbours {
  /** The generation whose contract we keep. */
  static final String CURRENT = "4.1";

  /** An old one that distributions still ship. */
  static final String OLD = "3.0";

  /** System property: a generation of Patroni that takes the place of our nodes. */
  private static final String REFERENCE = "matriarch.interop.reference";

  private Neighbours() {}

  /** A Patroni daemon of this generation, as the owner of the data; skips the test without it. */
  static AgentProgram patroni(String generation) {
    List<String> command = new ArrayList<>(DataOwner.ofThisProcess().prefix());
    command.add(require("Patroni " + generation, "patroni-" + generation, "patroni").toString());
    return new AgentProgram(command);
  }

  /** Ours, or what {@link #REFERENCE} names, to see whether the tests themselves are right. */
  static AgentProgram ours() {
    String reference = System.getProperty(REFERENCE);
    return reference == null ? AgentProgram.launcher() : patroni(reference);
  }

  /** Ours as the same user, who need not be able to enter the folder of this project. */
  static AgentProgram oursAsTheirUser(Path directory) throws IOException {
    if (System.getProperty(REFERENCE) != null) {
      return ours();
    }
    Path distribution = Launcher.find().getParent().getParent();
    Path copy = directory.resolve("matriarch");
    try (Stream<Path> files = Files.walk(distribution)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(distribution.relativize(file)), COPY_ATTRIBUTES);
      }
    }
    List<String> command = new ArrayList<>(DataOwner.ofThisProcess().prefix());
    command.add(copy.resolve("bin").resolve("matriarch").toString());
    return new AgentProgram(command);
  }

  /** Its command line. */
  static Path patronictl(String generation) {
    return require("Patroni " + generation, "patroni-" + generation, "patronictl");
  }

  static Path haproxy() {
    return require("HAProxy", "haproxy", "haproxy");
  }

  static Path promtool() {
    return require("promtool", "promtool", "promtool");
  }

  private static Path require(String what, String folder, String program) {
    Optional<Path> found =
        Stream.concat(caches().map(cache -> cache.resolve(folder).resolve("bin")), path())
            .map(place -> place.resolve(program))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), what + " is not on this machine; ./verify fetches it");
    return found.orElseThrow();
  }

  private static Stream<Path> caches() {
    return Stream.of(
            named("MATRIARCH_CACHE", ""),
            named("XDG_CACHE_HOME", "matriarch"),
            Optional.of(Path.of("/var/cache/matriarch")),
            named("HOME", ".cache/matriarch"))
        .flatMap(Optional::stream);
  }

  private static Optional<Path> named(String variable, String below) {
    return Optional.ofNullable(System.getenv(variable)).map(folder -> Path.of(folder, below));
  }

  private static Stream<Path> path() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).map(Path::of);
  }
}
