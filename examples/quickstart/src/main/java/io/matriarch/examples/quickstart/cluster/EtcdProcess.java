package io.matriarch.examples.quickstart.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One etcd server as a process of its own. */
final class EtcdProcess implements DemoStore {
  private static final String NAME = "default";
  private static final String LOOPBACK = "127.0.0.1:";
  private static final Duration START_TIME = Duration.ofSeconds(20);
  private static final Duration STOP_TIME = Duration.ofSeconds(10);

  private final Path directory;
  private final int port;
  private final List<String> command;
  private final Thread lastResort = new Thread(this::stop, "etcd end");
  private Process process;

  private EtcdProcess(EtcdProgram program, Path directory, int port, int peerPort) {
    this.directory = directory;
    this.port = port;
    String peer = LOOPBACK + peerPort;
    this.command =
        program.command(
            NAME,
            directory.resolve("data"),
            hosts(),
            peer,
            List.of(EtcdProgram.member(NAME, peer)));
  }

  /** Starts a server that keeps its files in this directory; blocks until it answers. */
  static EtcdProcess start(Path directory, int port, int peerPort)
      throws IOException, InterruptedException {
    EtcdProcess server =
        new EtcdProcess(EtcdProgram.require(), Files.createDirectories(directory), port, peerPort);
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
    return LOOPBACK + port;
  }

  @Override
  public void start() throws IOException, InterruptedException {
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve("etcd.log").toFile()))
            .start();
    Wait.until("an answer of etcd", START_TIME, this::isListening);
  }

  @Override
  public long received() throws IOException, InterruptedException {
    return EtcdMetrics.of(hosts()).received();
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
