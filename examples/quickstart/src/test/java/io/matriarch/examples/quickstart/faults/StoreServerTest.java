package io.matriarch.examples.quickstart.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.matriarch.examples.quickstart.cluster.EtcdProgram;
import io.matriarch.examples.quickstart.cluster.Wait;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StoreServerTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path directory;
  private final Loopback landscape = new Loopback();

  @Test
  void aZooKeeperServerReadsOfAllServers() throws Exception {
    StoreServer one = zooKeeper(1);
    StoreServer two = zooKeeper(2);

    two.join(List.of(one, two));

    assertThat(directory.resolve("store2/myid")).hasContent("2");
    assertThat(Files.readAllLines(directory.resolve("store2/zoo.cfg")))
        .contains(
            "clientPort=" + two.clientPort(),
            "tickTime=500",
            "initLimit=40",
            "syncLimit=12",
            one.member(),
            two.member());
    assertThat(one.member()).startsWith("server.1=127.0.0.1:");
  }

  @Test
  void anEtcdServerIsToldOfAllServers() throws Exception {
    Path program = program("printf '%s\\n' \"$@\" > '" + directory + "/words'; exec sleep 60");
    StoreServer one = etcd(1, program);
    StoreServer two = etcd(2, program);

    two.join(List.of(one, two));
    two.start();

    Path words = directory.resolve("words");
    String all = one.member() + "," + two.member();
    Wait.until("the words", SOON, () -> Files.readAllLines(words).contains(all));
    assertThat(Files.readAllLines(words))
        .containsSequence("--name", "store2")
        .containsSequence("--listen-client-urls", "http://" + two.host())
        .containsSequence("--initial-cluster", all)
        .contains(two.member().substring("store2=".length()));
    two.processes().forEach(ProcessHandle::destroyForcibly);
    Wait.until("its end", SOON, () -> !two.isAlive());
    assertThat(two.processes()).isEmpty();
  }

  @Test
  void aZooKeeperServerIsAskedWhetherItLeads() throws Exception {
    StoreServer server = zooKeeper(1);

    assertThat(answering(server, "Zookeeper version: 3.9.5\nMode: leader\n")).isTrue();
    assertThat(answering(server, "Zookeeper version: 3.9.5\nMode: follower\n")).isFalse();
    assertThat(answering(server, "This ZooKeeper instance is not currently serving requests\n"))
        .isFalse();
  }

  @Test
  void anEtcdServerIsAskedWhetherItLeads() throws Exception {
    StoreServer server = etcd(1, Path.of("/nowhere"));
    HttpServer http =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.clientPort()), 0);
    byte[] metrics = "etcd_server_has_leader 1\netcd_server_is_leader 1\n".getBytes(US_ASCII);
    http.createContext(
        "/metrics",
        exchange -> {
          exchange.sendResponseHeaders(200, metrics.length);
          exchange.getResponseBody().write(metrics);
          exchange.close();
        });
    http.start();
    try {
      assertThat(server.leads()).isTrue();
    } finally {
      http.stop(0);
    }
  }

  /** Asks it while somebody in its place says this to the first who asks. */
  private static boolean answering(StoreServer server, String text) throws Exception {
    try (ServerSocket listening =
        new ServerSocket(server.clientPort(), 1, InetAddress.getLoopbackAddress())) {
      Thread answering = new Thread(() -> answerOnce(listening, text));
      answering.start();
      boolean leads = server.leads();
      answering.join(SOON.toMillis());
      return leads;
    }
  }

  private static void answerOnce(ServerSocket listening, String text) {
    try (Socket socket = listening.accept()) {
      assertThat(new String(socket.getInputStream().readNBytes(4), US_ASCII)).isEqualTo("srvr");
      socket.getOutputStream().write(text.getBytes(US_ASCII));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private StoreServer zooKeeper(int number) {
    Place place = landscape.add("store" + number);
    return new ZooKeeperPeer(number, place, directory.resolve(place.name()), 500, landscape);
  }

  private StoreServer etcd(int number, Path program) {
    Place place = landscape.add("store" + number);
    return new EtcdPeer(
        new EtcdProgram(program), place, directory.resolve(place.name()), landscape);
  }

  private Path program(String script) throws IOException {
    Path file = directory.resolve("program");
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
