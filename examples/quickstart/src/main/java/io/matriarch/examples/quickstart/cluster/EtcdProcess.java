package io.matriarch.examples.quickstart.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One etcd server as a process of its own. */
public final class EtcdProcess implements DemoStore {
  /** Names the program, instead of a search. */
  public static final String ENVIRONMENT = "MATRIARCH_ETCD";

  private static final Duration START_TIME = Duration.ofSeconds(20);
  private static final Duration STOP_TIME = Duration.ofSeconds(10);

  private final Path program;
  private final Path directory;
  private final int port;
  private final int peerPort;
  private final Thread lastResort = new Thread(this::stop, "etcd end");
  private Process process;

  private EtcdProcess(Path program, Path directory, int port, int peerPort) {
    this.program = program;
    this.directory = directory;
    this.port = port;
    this.peerPort = peerPort;
  }

  /** The program, named by the environment, on the path, or where {@code ./verify} puts it. */
  public static Optional<Path> find() {
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
        .findFirst();
  }

  private static Stream<Path> caches() {
    return Stream.concat(
        Stream.ofNullable(System.getenv("MATRIARCH_CACHE")).map(Path::of),
        Stream.of(
            Path.of("/var/cache/matriarch"),
            Path.of(System.getProperty("user.home"), ".cache", "matriarch")));
  }

  /** Starts a server that keeps its files in this directory; blocks until it answers. */
  static EtcdProcess start(Path directory, int port, int peerPort)
      throws IOException, InterruptedException {
    Path program =
        find()
            .orElseThrow(
                () ->
                    new TrialException("no etcd found; install it, or name it by " + ENVIRONMENT));
    EtcdProcess server =
        new EtcdProcess(program, Files.createDirectories(directory), port, peerPort);
    Runtime.getRuntime().addShutdownHook(server.lastResort);
    server.start();
    return server;
  }

  @Override
  public StoreKind kind() {
    return StoreKind.ETCD;
  }

  @Override
  public String hosts() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void start() throws IOException, InterruptedException {
    String clients = "http://" + hosts();
    String peers = "http://127.0.0.1:" + peerPort;
    List<String> command =
        List.of(
            program.toString(),
            "--data-dir",
            directory.resolve("data").toString(),
            "--listen-client-urls",
            clients,
            "--advertise-client-urls",
            clients,
            "--listen-peer-urls",
            peers,
            "--initial-advertise-peer-urls",
            peers,
            "--initial-cluster",
            "default=" + peers,
            "--unsafe-no-fsync",
            "--log-level",
            "warn");
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve("etcd.log").toFile()))
            .start();
    Wait.until("an answer of etcd", START_TIME, this::isListening);
  }

  @Override
  public void stop() {
    Process running = process;
    if (running == null) {
      return;
    }
    running.destroyForcibly();
    running.onExit().orTimeout(STOP_TIME.toSeconds(), TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(lastResort);
    } catch (IllegalStateException endingAlready) {
      // Then it finds nothing to end.
    }
  }

  private boolean isListening() {
    if (!process.isAlive()) {
      throw new TrialException("etcd has ended; see " + directory.resolve("etcd.log"));
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }
}
