package io.matriarch.dcs.zookeeper;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network link to one server that can be cut, frozen, or made to swallow answers. */
final class Link {

  private enum Mode {
    PASSING,
    /** New connections are closed at once. */
    CUT,
    /** Connections stand, or can even be made, but nothing moves. */
    FROZEN,
    /** Requests arrive, answers do not. */
    DEAF
  }

  private final ServerSocket entrance;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private Mode mode = Mode.PASSING;

  Link(int target) throws IOException {
    this.target = target;
    this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  String address() {
    return "127.0.0.1:" + entrance.getLocalPort();
  }

  void cut() {
    set(Mode.CUT);
    dropConnections();
  }

  void freeze() {
    set(Mode.FROZEN);
  }

  void swallowAnswers() {
    set(Mode.DEAF);
  }

  /**
   * Lets everything through again; answers that were swallowed stay lost with their connections.
   */
  void heal() {
    boolean answersAreMissing = current() == Mode.DEAF;
    set(Mode.PASSING);
    if (answersAreMissing) {
      dropConnections();
    }
  }

  void close() throws IOException {
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
    byte[] buffer = new byte[8192];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      int read;
      while ((read = in.read(buffer)) >= 0) {
        awaitUnfrozen();
        if (!answers || current() != Mode.DEAF) {
          out.write(buffer, 0, read);
        }
      }
    } catch (IOException broken) {
      // The other direction ends with it.
    }
    close(from);
    close(to);
  }

  private void close(Socket socket) {
    sockets.remove(socket);
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
