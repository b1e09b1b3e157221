package io.matriarch.examples.quickstart.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.zookeeper.client.FourLetterWordMain;

/** A ZooKeeper server. */
final class ZooKeeperPeer extends StoreServer {
  private static final String MAIN = "org.apache.zookeeper.server.quorum.QuorumPeerMain";

  /** How long a server may take to join the others. */
  private static final Duration STARTING = Duration.ofSeconds(20);

  /** How long servers wait for each other. */
  private static final Duration SILENCE = Duration.ofSeconds(6);

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final int number;
  private final int tick;
  private final int peerPort;
  private final int electionPort;

  /**
   * @param tick of its ensemble, in milliseconds
   */
  ZooKeeperPeer(int number, Place place, Path directory, int tick, Landscape landscape) {
    super(place, directory, landscape);
    this.number = number;
    this.tick = tick;
    this.peerPort = landscape.port(place);
    this.electionPort = landscape.port(place);
  }

  @Override
  String member() {
    return "server.%d=%s:%d:%d".formatted(number, place().address(), peerPort, electionPort);
  }

  @Override
  List<String> prepare(List<String> members) throws IOException {
    Files.writeString(directory().resolve("myid"), Integer.toString(number));
    List<String> lines =
        new ArrayList<>(
            List.of(
                "dataDir=" + directory(),
                "clientPortAddress=" + place().address(),
                "clientPort=" + clientPort(),
                "tickTime=" + tick,
                "initLimit=" + ticks(STARTING),
                "syncLimit=" + ticks(SILENCE),
                "maxSessionTimeout=120000",
                "maxClientCnxns=100",
                "admin.enableServer=false"));
    lines.addAll(members);
    Path file = Files.write(directory().resolve("zoo.cfg"), lines);
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx96m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData",
        "-Dlogback.configurationFile=quickstart-logback.xml",
        "-Dquickstart.log=" + directory().resolve("server.log"),
        "-cp",
        System.getProperty("java.class.path"),
        MAIN,
        file.toString());
  }

  @Override
  boolean leads() throws Exception {
    return FourLetterWordMain.send4LetterWord(
            place().address(), clientPort(), "srvr", false, (int) PATIENCE.toMillis())
        .contains("Mode: leader");
  }

  private long ticks(Duration time) {
    return time.toMillis() / tick;
  }
}
