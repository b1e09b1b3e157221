package io.matriarch.examples.quickstart.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** etcd's program on this machine. */
public record EtcdProgram(Path path) {
  /** Names the program, instead of a search. */
  public static final String ENVIRONMENT = "MATRIARCH_ETCD";

  private static final String VERSION = "etcd Version: ";

  /** The program, named by the environment, on the path, or where {@code ./verify} puts it. */
  public static Optional<EtcdProgram> find() {
    Stream<Path> named = Stream.ofNullable(System.getenv(ENVIRONMENT)).map(Path::of);
    Stream<Path> onPath =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .map(folder -> Path.of(folder, "etcd"));
    Stream<Path> fetched =
        caches()
            .flatMap(
                cache ->
                    Stream.of("etcd-3.5", "etcd-3.4")
                        .map(folder -> cache.resolve(folder).resolve("usr/bin/etcd")));
    return Stream.of(named, onPath, fetched)
        .flatMap(places -> places)
        .filter(Files::isExecutable)
        .findFirst()
        .map(EtcdProgram::new);
  }

  /** The program, or the remedy as an exception. */
  public static EtcdProgram require() {
    return find()
        .orElseThrow(
            () -> new TrialException("no etcd found; install it, or name it by " + ENVIRONMENT));
  }

  private static Stream<Path> caches() {
    return Stream.concat(
        Stream.ofNullable(System.getenv("MATRIARCH_CACHE")).map(Path::of),
        Stream.of(
            Path.of("/var/cache/matriarch"),
            Path.of(System.getProperty("user.home"), ".cache", "matriarch")));
  }

  /** As the program tells it, e.g. {@code 3.5.16}. Runs it, hence blocks for a moment. */
  public String version() throws IOException {
    Process process = new ProcessBuilder(path.toString(), "--version").start();
    return new String(process.getInputStream().readAllBytes(), UTF_8)
        .lines()
        .filter(line -> line.startsWith(VERSION))
        .map(line -> line.substring(VERSION.length()).strip())
        .findFirst()
        .orElseThrow(() -> new TrialException(path + " does not tell its version"));
  }

  /**
   * What starts a server.
   *
   * @param data its directory; what is there already is gone on with
   * @param host where clients reach it
   * @param peer as {@link #member} names it
   * @param members of all servers of the ensemble, this one included
   */
  public List<String> command(
      String name, Path data, String host, String peer, List<String> members) {
    String clients = "http://" + host;
    String peers = "http://" + peer;
    return List.of(
        path.toString(),
        "--name",
        name,
        "--data-dir",
        data.toString(),
        "--listen-client-urls",
        clients,
        "--advertise-client-urls",
        clients,
        "--listen-peer-urls",
        peers,
        "--initial-advertise-peer-urls",
        peers,
        "--initial-cluster",
        String.join(",", members),
        "--log-level",
        "warn");
  }

  /**
   * How the servers of an ensemble are told of one.
   *
   * @param peer where the others reach it, address and port
   */
  public static String member(String name, String peer) {
    return name + "=http://" + peer;
  }
}
