package io.matriarch.dcs.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.curator.test.DirectoryUtils;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingServer;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;

/** A real server in this JVM, and a client of its own that looks at it from outside. */
final class OneServer {
  /** What servers make passwords of sessions with. */
  private static final long SECRET = 0xB3415C00L;

  private final TestingServer server;
  private final ZooKeeper outside;

  OneServer() throws Exception {
    File folder = DirectoryUtils.createTempDirectory();
    int tick = (int) Given.TICK.toMillis();
    InstanceSpec spec = new InstanceSpec(folder, -1, -1, -1, true, 1, tick, 0);
    server = new TestingServer(spec, true);
    outside = client(server.getConnectString());
  }

  static ZooKeeper client(String hosts) throws Exception {
    CountDownLatch connected = new CountDownLatch(1);
    ZooKeeper client =
        new ZooKeeper(
            hosts,
            4000,
            event -> {
              if (event.getState() == KeeperState.SyncConnected) {
                connected.countDown();
              }
            });
    if (!connected.await(10, TimeUnit.SECONDS)) {
      throw new AssertionError("no connection to " + hosts);
    }
    return client;
  }

  String address() {
    return server.getConnectString();
  }

  int port() {
    return server.getPort();
  }

  TestingServer process() {
    return server;
  }

  /** How many requests and pings it has had so far, this question included. */
  long received() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.getOutputStream().write("srvr".getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      return answer
          .lines()
          .filter(line -> line.startsWith("Received: "))
          .mapToLong(line -> Long.parseLong(line.substring("Received: ".length())))
          .sum();
    }
  }

  ZooKeeper outside() {
    return outside;
  }

  String text(String path) throws Exception {
    return new String(outside.getData(path, false, null), UTF_8);
  }

  Stat stat(String path) throws Exception {
    return outside.exists(path, false);
  }

  boolean exists(String path) {
    try {
      return outside.exists(path, false) != null;
    } catch (KeeperException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes a persistent znode, creating those above it. */
  void write(String path, String text) throws Exception {
    for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
      if (!exists(path.substring(0, slash))) {
        outside.create(
            path.substring(0, slash), new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
      }
    }
    if (exists(path)) {
      outside.setData(path, text.getBytes(UTF_8), -1);
    } else {
      outside.create(path, text.getBytes(UTF_8), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    }
  }

  void erase(String path) throws Exception {
    try {
      outside.delete(path, -1);
    } catch (KeeperException.NoNodeException goneAlready) {
      // As it should be.
    }
  }

  /** Ends somebody's session by joining it: its password follows from its id. */
  void endSession(long id) throws Exception {
    byte[] password = new byte[16];
    new Random(id ^ SECRET).nextBytes(password);
    CountDownLatch connected = new CountDownLatch(1);
    ZooKeeper same = new ZooKeeper(address(), 4000, event -> connected.countDown(), id, password);
    connected.await(10, TimeUnit.SECONDS);
    same.close();
  }

  void stop() throws Exception {
    outside.close();
    server.close();
  }
}
