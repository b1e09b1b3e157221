package io.matriarch.dcs.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.curator.test.DirectoryUtils;
import org.awaitility.Awaitility;

/** Three servers, each in a process of its own so that it can be frozen. */
final class Ensemble {
  static final Duration TICK = Duration.ofMillis(500);

  private final Path folder;
  private final List<Integer> ports = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();

  Ensemble() throws Exception {
    folder = DirectoryUtils.createTempDirectory().toPath();
    List<Integer> free = freePorts(9);
    StringBuilder peers = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      ports.add(free.get(i));
      peers.append(
          "server.%d=127.0.0.1:%d:%d%n".formatted(i + 1, free.get(3 + i), free.get(6 + i)));
    }
    for (int i = 0; i < 3; i++) {
      processes.add(start(i, peers.toString()));
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> roles().stream().filter(role -> !role.isEmpty()).count() == 3);
  }

  String address(int server) {
    return "127.0.0.1:" + ports.get(server);
  }

  List<String> addresses() {
    return List.of(address(0), address(1), address(2));
  }

  int port(int server) {
    return ports.get(server);
  }

  /** "leader", "follower", or empty for a server that does not serve. */
  List<String> roles() {
    return ports.stream().map(Ensemble::role).toList();
  }

  void freeze(int server) throws Exception {
    signal("STOP", server);
  }

  void thaw(int server) throws Exception {
    signal("CONT", server);
  }

  void stop() throws Exception {
    kill();
    DirectoryUtils.deleteRecursively(folder.toFile());
  }

  private void kill() {
    processes.forEach(Process::destroyForcibly);
  }

  private void signal(String name, int server) throws Exception {
    String pid = Long.toString(processes.get(server).pid());
    Process kill = new ProcessBuilder("kill", "-" + name, pid).inheritIO().start();
    if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
      throw new IOException("kill -" + name + " " + pid + " failed");
    }
  }

  private Process start(int index, String peers) throws IOException {
    Path data = Files.createDirectories(folder.resolve("data" + index));
    Files.writeString(data.resolve("myid"), Integer.toString(index + 1));
    Path config = folder.resolve("zoo" + index + ".cfg");
    Files.writeString(
        config,
        """
        tickTime=%d
        initLimit=20
        syncLimit=20
        maxSessionTimeout=60000
        dataDir=%s
        clientPortAddress=127.0.0.1
        clientPort=%d
        admin.enableServer=false
        4lw.commands.whitelist=srvr
        %s
        """
            .formatted(TICK.toMillis(), data, ports.get(index), peers));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ProcessBuilder(
            java.toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-Dzookeeper.forceSync=no",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            EnsembleServer.class.getName(),
            config.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("server" + index + ".log").toFile())
        .start();
  }

  private static String role(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(1000);
      socket.getOutputStream().write("srvr".getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      return answer
          .lines()
          .filter(line -> line.startsWith("Mode: "))
          .map(line -> line.substring("Mode: ".length()))
          .findFirst()
          .orElse("");
    } catch (IOException notServing) {
      return "";
    }
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      sockets.add(socket);
      ports.add(socket.getLocalPort());
    }
    for (ServerSocket socket : sockets) {
      socket.close();
    }
    return ports;
  }
}
