package io.matriarch.dcs.etcd;

import static org.awaitility.Awaitility.await;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.options.GetOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real server in a process of its own, with a folder of its own, and a client that looks at it.
 */
final class EtcdServer {
  private static final Duration START_TIME = Duration.ofSeconds(30);

  private final Path folder;
  private final List<String> command;
  private final String scheme;
  private final int port;
  private final Thread lastResort = new Thread(this::kill);
  private Process process;
  private Client outside;

  private EtcdServer(Path binary, String name, Ports ports, String cluster, List<String> more)
      throws IOException {
    folder = Files.createTempDirectory("matriarch-etcd-");
    port = ports.client();
    scheme = more.contains("--cert-file") ? "https" : "http";
    String clients = scheme + "://127.0.0.1:" + port;
    String peers = "http://127.0.0.1:" + ports.peer();
    command = new ArrayList<>(List.of(binary.toString(), "--name", name));
    command.addAll(List.of("--data-dir", folder.resolve("data").toString(), "--unsafe-no-fsync"));
    command.addAll(List.of("--listen-client-urls", clients, "--advertise-client-urls", clients));
    command.addAll(List.of("--listen-peer-urls", peers, "--initial-advertise-peer-urls", peers));
    command.addAll(List.of("--initial-cluster", cluster, "--logger", "zap"));
    command.addAll(List.of("--log-level", "warn"));
    command.addAll(more);
    Quiet.please();
    Runtime.getRuntime().addShutdownHook(lastResort);
  }

  /** Where one server listens; below what the system gives to outgoing connections. */
  private record Ports(int client, int peer) {
    static Ports free() {
      List<Integer> found =
          new SplittableRandom()
              .ints(15_000, 32_000)
              .filter(EtcdServer::isFree)
              .distinct()
              .limit(2)
              .boxed()
              .toList();
      return new Ports(found.get(0), found.get(1));
    }
  }

  /** One that is an ensemble by itself, and is ready. */
  static EtcdServer alone(String... more) throws IOException {
    return alone(EtcdBinary.any(), more);
  }

  static EtcdServer alone(Path binary, String... more) throws IOException {
    Ports ports = Ports.free();
    EtcdServer server =
        new EtcdServer(
            binary, "alone", ports, "alone=http://127.0.0.1:" + ports.peer(), List.of(more));
    server.start();
    server.awaitReady();
    return server;
  }

  /** So many that form one ensemble, which is ready. */
  static List<EtcdServer> ensemble(int size) throws IOException {
    Path binary = EtcdBinary.any();
    List<Ports> ports = Stream.generate(Ports::free).limit(size).toList();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      names.add("s" + i + "=http://127.0.0.1:" + ports.get(i).peer());
    }
    List<EtcdServer> servers = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      servers.add(
          new EtcdServer(binary, "s" + i, ports.get(i), String.join(",", names), List.of()));
    }
    for (EtcdServer server : servers) {
      server.start();
    }
    for (EtcdServer server : servers) {
      server.awaitReady();
    }
    return servers;
  }

  void start() throws IOException {
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
  }

  void awaitReady() {
    if (scheme.equals("https")) {
      await().atMost(START_TIME).until(() -> !isFree(port));
      return;
    }
    outside = Client.builder().endpoints("http://" + address()).build();
    await()
        .atMost(START_TIME)
        .ignoreExceptions()
        .until(
            () ->
                outside.getKVClient().get(Bytes.of("ready")).get(1, TimeUnit.SECONDS).getCount()
                    >= 0);
  }

  int port() {
    return port;
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  Client outside() {
    return outside;
  }

  Optional<KeyValue> key(String key) {
    return below(key).stream().filter(one -> Bytes.text(one.getKey()).equals(key)).findFirst();
  }

  String text(String key) {
    return key(key).map(one -> Bytes.text(one.getValue())).orElseThrow();
  }

  boolean exists(String key) {
    return key(key).isPresent();
  }

  List<KeyValue> below(String prefix) {
    GetOption all = GetOption.builder().isPrefix(true).build();
    return answer(outside.getKVClient().get(Bytes.of(prefix), all)).getKvs();
  }

  void write(String key, String text) {
    answer(outside.getKVClient().put(Bytes.of(key), Bytes.of(text)));
  }

  void delete(String key) {
    answer(outside.getKVClient().delete(Bytes.of(key)));
  }

  static <T> T answer(java.util.concurrent.CompletableFuture<T> request) {
    return request.orTimeout(10, TimeUnit.SECONDS).join();
  }

  /** It answers nobody, and keeps all connections; blocks until none of its threads runs. */
  void freeze() {
    signal("STOP");
    Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
    await().until(() -> !Files.exists(threads) || allStopped(threads));
  }

  private static boolean allStopped(Path threads) throws IOException {
    try (Stream<Path> each = Files.list(threads)) {
      for (Path thread : each.toList()) {
        // The state follows the name, which is in parentheses.
        String stat = Files.readString(thread.resolve("stat"));
        if (!stat.substring(stat.lastIndexOf(')')).startsWith(") T")) {
          return false;
        }
      }
      return true;
    }
  }

  void thaw() {
    signal("CONT");
  }

  /** As after kill -9; it can be started again with what it had. */
  void kill() {
    if (process == null) {
      return;
    }
    process.destroyForcibly();
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }

  /** For good. */
  void stop() {
    if (outside != null) {
      outside.close();
    }
    kill();
    Runtime.getRuntime().removeShutdownHook(lastResort);
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path log() {
    return folder.resolve("log");
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      kill.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
