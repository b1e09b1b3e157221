package io.matriarch.examples.quickstart.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/** One ZooKeeper server inside this process. A stop keeps its sessions, too. */
final class EmbeddedZooKeeper implements DemoStore {
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration LONGEST_SESSION = Duration.ofMinutes(2);
  private static final int CONNECTIONS_PER_CLIENT = 100;

  private final Path directory;
  private final InetSocketAddress address;
  private ServerCnxnFactory connections;
  private ZooKeeperServer server;

  private EmbeddedZooKeeper(Path directory, int port) {
    this.directory = directory;
    this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Starts a server that keeps its files in this directory; blocks until it answers. */
  static EmbeddedZooKeeper start(Path directory, int port)
      throws IOException, InterruptedException {
    EmbeddedZooKeeper server = new EmbeddedZooKeeper(Files.createDirectories(directory), port);
    server.start();
    return server;
  }

  @Override
  public StoreKind kind() {
    return StoreKind.ZOOKEEPER;
  }

  @Override
  public String hosts() {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  @Override
  public void start() throws IOException, InterruptedException {
    server = new ZooKeeperServer(directory.toFile(), directory.toFile(), (int) TICK.toMillis());
    server.setMaxSessionTimeout((int) LONGEST_SESSION.toMillis());
    connections = new NIOServerCnxnFactory();
    connections.configure(address, CONNECTIONS_PER_CLIENT);
    connections.startup(server);
  }

  /** Pings are counted, too. */
  @Override
  public long received() {
    return server.serverStats().getPacketsReceived();
  }

  @Override
  public void stop() {
    if (connections != null) {
      connections.shutdown();
      connections = null;
    }
  }

  @Override
  public void close() {
    stop();
  }
}
