package io.matriarch.examples.quickstart.faults;

import io.matriarch.examples.quickstart.cluster.TrialException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One ZooKeeper server of an ensemble, as a process of its own. For one thread. */
final class StoreServer {
  private static final String MAIN = "org.apache.zookeeper.server.quorum.QuorumPeerMain";

  /** How long a server may take to join the others. */
  private static final Duration STARTING = Duration.ofSeconds(20);

  /** How long servers wait for each other. */
  private static final Duration SILENCE = Duration.ofSeconds(6);

  private final int number;
  private final Place place;
  private final Path directory;
  private final int tick;
  private final int clientPort;
  private final int peerPort;
  private final int electionPort;
  private Optional<Process> process = Optional.empty();

  /**
   * @param tick of its ensemble, in milliseconds
   */
  StoreServer(int number, Place place, Path directory, int tick, Landscape landscape) {
    this.number = number;
    this.place = place;
    this.directory = directory;
    this.tick = tick;
    this.clientPort = landscape.port(place);
    this.peerPort = landscape.port(place);
    this.electionPort = landscape.port(place);
  }

  Place place() {
    return place;
  }

  String name() {
    return place.name();
  }

  /** Where clients reach it. */
  String host() {
    return place.address() + ":" + clientPort;
  }

  /** How the servers' files name it. */
  String line() {
    return "server.%d=%s:%d:%d".formatted(number, place.address(), peerPort, electionPort);
  }

  /** Writes its file. */
  void prepare(List<StoreServer> ensemble) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("myid"), Integer.toString(number));
    List<String> lines =
        new ArrayList<>(
            List.of(
                "dataDir=" + directory,
                "clientPortAddress=" + place.address(),
                "clientPort=" + clientPort,
                "tickTime=" + tick,
                "initLimit=" + ticks(STARTING),
                "syncLimit=" + ticks(SILENCE),
                "maxSessionTimeout=120000",
                "maxClientCnxns=100",
                "admin.enableServer=false"));
    ensemble.forEach(server -> lines.add(server.line()));
    Files.write(directory.resolve("zoo.cfg"), lines);
  }

  private long ticks(Duration time) {
    return time.toMillis() / tick;
  }

  /** Starts it; returns at once. */
  void start() {
    List<String> line =
        place.here(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Dlogback.configurationFile=quickstart-logback.xml",
                "-Dquickstart.log=" + directory.resolve("server.log"),
                "-cp",
                System.getProperty("java.class.path"),
                MAIN,
                directory.resolve("zoo.cfg").toString()));
    try {
      process =
          Optional.of(
              new ProcessBuilder(line)
                  .redirectErrorStream(true)
                  .redirectOutput(
                      ProcessBuilder.Redirect.appendTo(directory.resolve("out.log").toFile()))
                  .start());
    } catch (IOException e) {
      throw new TrialException("cannot start ZooKeeper: " + e.getMessage(), e);
    }
  }

  boolean isAlive() {
    return process.filter(Process::isAlive).isPresent();
  }

  List<ProcessHandle> processes() {
    return process.map(Process::toHandle).filter(ProcessHandle::isAlive).stream().toList();
  }
}
