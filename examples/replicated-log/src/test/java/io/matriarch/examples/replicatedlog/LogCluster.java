package io.matriarch.examples.replicatedlog;

import static org.awaitility.Awaitility.await;

import io.matriarch.core.config.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.curator.test.TestingServer;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;

/** Three nodes and a store, all of which end with it. */
final class LogCluster implements AutoCloseable {
  static final Duration TTL = Duration.ofSeconds(20);

  /** Far more than anything takes, on a busy machine too. */
  static final Duration PATIENCE = Duration.ofSeconds(90);

  final long maximumLag;
  final LogProcess a;
  final LogProcess b;
  final LogProcess c;
  final TestingServer store;
  private final Path folder;
  private final String configuration;

  /**
   * The first node leads, and both others stream from it.
   *
   * @param test name of the folder below {@code target} where all is left to be looked at
   */
  LogCluster(String test, long maximumLag) throws Exception {
    this.folder = Path.of("target", "clusters", test);
    delete(folder);
    Files.createDirectories(folder);
    this.maximumLag = maximumLag;
    this.configuration =
        """
        {"ttl": 20, "loop_wait": 2, "retry_timeout": 3, "failsafe_mode": true,
         "maximum_lag_on_failover": %d}"""
            .formatted(maximumLag);
    a = new LogProcess("a", folder);
    b = new LogProcess("b", folder);
    c = new LogProcess("c", folder);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> nodes().forEach(LogProcess::close)));
    store = new TestingServer(-1, folder.resolve("zookeeper").toFile(), true);
    try {
      start(a);
      await("a leads").atMost(PATIENCE).until(a::leads);
      start(b);
      start(c);
      await("b streams").atMost(PATIENCE).until(b::streams);
      await("c streams").atMost(PATIENCE).until(c::streams);
      // Who has not been named there yet may not lead.
      await("all are named for failsafe")
          .atMost(PATIENCE)
          .until(() -> document("failsafe").size() == nodes().size());
    } catch (Throwable e) {
      close();
      throw e;
    }
  }

  void start(LogProcess node) throws IOException {
    node.start(store.getConnectString(), configuration);
  }

  List<LogProcess> nodes() {
    return List.of(a, b, c);
  }

  Optional<LogProcess> leader() {
    return nodes().stream().filter(LogProcess::leads).findFirst();
  }

  LogProcess newLeader(LogProcess... candidates) {
    until(() -> Stream.of(candidates).anyMatch(LogProcess::leads));
    return Stream.of(candidates).filter(LogProcess::leads).findFirst().orElseThrow();
  }

  static void until(Callable<Boolean> condition) {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(condition);
  }

  /** The last position that a leader has published. */
  long published() throws Exception {
    return ((Number) document("status").get("optime")).longValue();
  }

  /** Empty while nobody has written it. */
  private Map<String, Object> document(String key) throws Exception {
    ZooKeeper client = new ZooKeeper(store.getConnectString(), 10_000, ignored -> {});
    try {
      byte[] text = client.getData("/service/log/" + key, false, null);
      return Json.object(new String(text, StandardCharsets.UTF_8)).orElseThrow();
    } catch (KeeperException.NoNodeException notYet) {
      return Map.of();
    } finally {
      client.close();
    }
  }

  /** Runs {@code matriarchctl} with these arguments and returns what it printed. */
  String ctl(String... arguments) throws IOException, InterruptedException {
    Path file = folder.resolve("ctl.yml");
    Files.writeString(
        file, "scope: log\nzookeeper: {hosts: \"" + store.getConnectString() + "\"}\n");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "io.matriarch.cli.CtlMain",
                "-c",
                file.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return output;
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    }
  }

  @Override
  public void close() {
    nodes().forEach(LogProcess::close);
    try {
      store.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
