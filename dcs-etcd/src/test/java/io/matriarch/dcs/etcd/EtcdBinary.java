package io.matriarch.dcs.etcd;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the server's program: named by the environment, on the path, or where ./verify puts it. */
final class EtcdBinary {
  private EtcdBinary() {}

  static boolean isThere() {
    return find().isPresent();
  }

  static boolean isOlderThere() {
    return Files.isExecutable(older());
  }

  /** Whichever is there. */
  static Path any() {
    return find().orElseThrow();
  }

  /** That of the older generation, which was fetched. */
  static Path older() {
    return fetched("3.4");
  }

  private static Optional<Path> find() {
    Stream<Path> named = Stream.ofNullable(System.getenv("MATRIARCH_ETCD")).map(Path::of);
    Stream<Path> onPath =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .map(folder -> Path.of(folder, "etcd"));
    return Stream.of(named, onPath, Stream.of(fetched("3.5"), older()))
        .flatMap(places -> places)
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Path fetched(String generation) {
    return cache().resolve("etcd-" + generation + "/usr/bin/etcd");
  }

  private static Path cache() {
    String named = System.getenv("MATRIARCH_CACHE");
    if (named != null) {
      return Path.of(named);
    }
    boolean root = System.getProperty("user.name").equals("root");
    Path usual = root ? Path.of("/var/cache") : Path.of(System.getProperty("user.home"), ".cache");
    return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
        .map(Path::of)
        .orElse(usual)
        .resolve("matriarch");
  }
}
