package io.matriarch.examples.quickstart.faults;

import io.matriarch.examples.quickstart.cluster.EtcdProgram;
import io.matriarch.examples.quickstart.cluster.StoreKind;
import io.matriarch.examples.quickstart.cluster.TrialException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One server of the store's ensemble, as a process of its own. For one thread. */
abstract class StoreServer {
  private final Place place;
  private final Path directory;
  private final int clientPort;
  private List<String> command = List.of();
  private Optional<Process> process = Optional.empty();

  StoreServer(Place place, Path directory, Landscape landscape) {
    this.place = place;
    this.directory = directory;
    this.clientPort = landscape.port(place);
  }

  /**
   * One that has not been started.
   *
   * @param number from one, different for each of an ensemble
   * @param tick of ZooKeeper servers, in milliseconds
   */
  static StoreServer of(
      StoreKind kind, int number, Place place, Path directory, int tick, Landscape landscape) {
    return switch (kind) {
      case ZOOKEEPER -> new ZooKeeperPeer(number, place, directory, tick, landscape);
      case ETCD -> new EtcdPeer(EtcdProgram.require(), place, directory, landscape);
    };
  }

  final Place place() {
    return place;
  }

  final Path directory() {
    return directory;
  }

  final int clientPort() {
    return clientPort;
  }

  /** Where clients reach it. */
  final String host() {
    return place.address() + ":" + clientPort;
  }

  /** How the servers are told of this one. */
  abstract String member();

  /**
   * Writes what it reads when it starts.
   *
   * @param members of all servers
   * @return the command line that starts it
   */
  abstract List<String> prepare(List<String> members) throws IOException;

  /**
   * Asks it whether it takes itself for the leader of the ensemble; fails if it does not answer.
   */
  abstract boolean leads() throws Exception;

  /** Makes its directory and its files; once, before the first start. */
  final void join(List<StoreServer> ensemble) throws IOException {
    Files.createDirectories(directory);
    command = place.here(prepare(ensemble.stream().map(StoreServer::member).toList()));
  }

  /** Starts it; returns at once. */
  final void start() {
    try {
      process =
          Optional.of(
              new ProcessBuilder(command)
                  .redirectErrorStream(true)
                  .redirectOutput(
                      ProcessBuilder.Redirect.appendTo(directory.resolve("out.log").toFile()))
                  .start());
    } catch (IOException e) {
      throw new TrialException("cannot start a server of the store: " + e.getMessage(), e);
    }
  }

  final boolean isAlive() {
    return process.filter(Process::isAlive).isPresent();
  }

  final List<ProcessHandle> processes() {
    return process.map(Process::toHandle).filter(ProcessHandle::isAlive).stream().toList();
  }
}
