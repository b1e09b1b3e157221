package io.matriarch.postgres.datasource;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.model.Ticker;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The time for which a server counts as what it is, e.g. as the leader of one term. Connections
 * belong to one, and end with it: nothing is sent afterwards, and nothing that arrives is passed
 * on. So an answer that the program sees was given before the end, also if the program was stopped
 * in between. Thread safe; nothing blocks.
 */
final class Tenure {
  private final ReplicationSource server;
  private final Ticker ticker;
  private final Runnable broken;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile MonoTime until;
  private volatile String ended;

  /**
   * @param until it ends by itself then, unless it is prolonged
   * @param broken told when a connection breaks
   */
  Tenure(ReplicationSource server, MonoTime until, Ticker ticker, Runnable broken) {
    this.server = server;
    this.until = until;
    this.ticker = ticker;
    this.broken = broken;
  }

  ReplicationSource server() {
    return server;
  }

  MonoTime until() {
    return until;
  }

  /** Never shortens it, and never revives it. */
  synchronized void prolong(MonoTime later) {
    until = MonoTime.later(until, later);
  }

  /** Why it ended, if it has. */
  Optional<String> ended() {
    if (ended == null && ticker.now().hasReached(until)) {
      end("there has been no news of whether it still leads");
    }
    return Optional.ofNullable(ended);
  }

  /** Ends all connections at once, with whatever is being asked. Idempotent. */
  void end(String reason) {
    synchronized (this) {
      if (ended == null) {
        ended = reason;
      }
    }
    sockets.forEach(Tenure::close);
  }

  /**
   * @throws IOException it has ended
   */
  void check() throws IOException {
    Optional<String> reason = ended();
    if (reason.isPresent()) {
      throw new IOException("the connection to " + server.name() + " was ended: " + reason.get());
    }
  }

  /** Either {@link #end} sees the socket, or the socket's first use sees the end. */
  void add(Socket socket) {
    sockets.add(socket);
  }

  void remove(Socket socket) {
    sockets.remove(socket);
  }

  /** Its server has ended a connection, or cannot be reached. */
  void broken() {
    broken.run();
  }

  int connections() {
    return sockets.size();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyBroken) {
      // Nothing is left to close.
    }
  }
}
