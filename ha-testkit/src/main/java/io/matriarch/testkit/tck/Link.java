package io.matriarch.testkit.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A network link to one server, on this machine's loopback address, that can be cut, frozen, or
 * made to swallow or delay answers. Thread safe.
 */
public final class Link implements AutoCloseable {

  private enum Mode {
    PASSING,
    CUT,
    FROZEN,
    DEAF
  }

  private final ServerSocket entrance;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Set<Socket> silent = ConcurrentHashMap.newKeySet();
  private Mode mode = Mode.PASSING;
  private volatile Duration late = Duration.ZERO;

  /**
   * Opens a port that leads to another one.
   *
   * @param target port of the server
   */
  public Link(int target) throws IOException {
    this.target = target;
    this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  /** {@return host and port that lead to the server} */
  public String address() {
    return "127.0.0.1:" + port();
  }

  /** {@return the port that leads to the server} */
  public int port() {
    return entrance.getLocalPort();
  }

  /** Breaks all connections; new ones are closed at once. */
  public void cut() {
    set(Mode.CUT);
    dropConnections();
  }

  /** Connections stand, or can even be made, but nothing moves. */
  public void freeze() {
    set(Mode.FROZEN);
  }

  /** Nothing passes any more through the connections that stand now; new ones are as ever. */
  public void silence() {
    silent.addAll(sockets);
  }

  /** Requests arrive, answers do not. */
  public void swallowAnswers() {
    set(Mode.DEAF);
  }

  /**
   * Each answer is kept back for that long.
   *
   * @param time how long; zero ends it
   */
  public void delayAnswers(Duration time) {
    late = time;
  }

  /**
   * Lets everything through again, at once; answers that were swallowed stay lost with their
   * connections.
   */
  public void heal() {
    late = Duration.ZERO;
    boolean answersAreMissing = current() == Mode.DEAF;
    set(Mode.PASSING);
    if (answersAreMissing) {
      dropConnections();
    }
  }

  /** Breaks all connections for ever. */
  @Override
  public void close() throws IOException {
    entrance.close();
    set(Mode.CUT);
    dropConnections();
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        if (current() == Mode.CUT) {
          client.close();
          continue;
        }
        daemon(() -> connect(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    sockets.add(client);
    try {
      awaitUnfrozen();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(server);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      daemon(() -> pump(client, server, false));
      pump(server, client, true);
    } catch (IOException refused) {
      close(client);
    }
  }

  private void pump(Socket from, Socket to, boolean answers) {
    try {
      copy(from, to, answers);
    } catch (IOException broken) {
      // The other direction ends with it.
    }
    // Whoever is at the other end of a silent connection does not hear of its end either.
    if (!silent.contains(from)) {
      close(from);
      close(to);
    }
  }

  private void copy(Socket from, Socket to, boolean answers) throws IOException {
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    byte[] buffer = new byte[8192];
    int read;
    while ((read = in.read(buffer)) >= 0) {
      awaitUnfrozen();
      if (answers) {
        LockSupport.parkNanos(late.toNanos());
      }
      boolean lost = answers && current() == Mode.DEAF;
      if (!lost && !silent.contains(from)) {
        out.write(buffer, 0, read);
      }
    }
  }

  private void close(Socket socket) {
    sockets.remove(socket);
    silent.remove(socket);
    try {
      socket.close();
    } catch (IOException ignored) {
      // It is closed as far as anybody cares.
    }
  }

  private void dropConnections() {
    sockets.forEach(this::close);
  }

  private synchronized Mode current() {
    return mode;
  }

  private synchronized void set(Mode next) {
    mode = next;
    notifyAll();
  }

  private synchronized void awaitUnfrozen() {
    try {
      while (mode == Mode.FROZEN) {
        wait();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "link");
    thread.setDaemon(true);
    thread.start();
  }
}
