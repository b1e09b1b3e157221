package io.matriarch.postgres.process;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.matriarch.postgres.sql.Connections;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.PGConnection;

/**
 * Notices the end of a server that somebody else started, e.g. an earlier run of the agent: the
 * platform only polls foreign processes, but a connection that waits for data ends with the server.
 * Thread safe.
 */
public final class ExitWatch implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);

  private final Connections connections;
  private final Ticker ticker;
  private final Runnable hint;
  private Thread watcher;
  private Connection sentinel;
  private MonoTime notBefore = MonoTime.MIN;
  private long watchedPid;
  private boolean closed;

  public ExitWatch(Connections connections, Ticker ticker, Runnable hint) {
    this.connections = connections;
    this.ticker = ticker;
    this.hint = hint;
  }

  /** Begins to watch unless it does already; returns at once. */
  public synchronized void watch(long pid) {
    if (pid != watchedPid) {
      watchedPid = pid;
      // Slow, but it works when there is no connection left.
      ProcessHandle.of(pid).ifPresent(process -> process.onExit().thenRun(hint));
    }
    if (closed || watcher != null || ticker.now().isBefore(notBefore)) {
      return;
    }
    watcher = new Thread(this::waitForEnd, "postgres-sentinel");
    watcher.setDaemon(true);
    watcher.start();
  }

  private void waitForEnd() {
    boolean connected = false;
    try (Connection connection = connections.local("matriarch sentinel", CONNECT)) {
      connected = keep(connection);
      while (connected) {
        // Nobody notifies this connection; the call returns only by failing.
        connection.unwrap(PGConnection.class).getNotifications(0);
      }
    } catch (SQLException ended) {
      // Either the server ended, which is what we wait for, or it does not let us in now.
    } finally {
      forget();
    }
    if (connected) {
      hint.run();
    }
  }

  private synchronized boolean keep(Connection connection) {
    sentinel = connection;
    return !closed;
  }

  private synchronized void forget() {
    watcher = null;
    sentinel = null;
    notBefore = ticker.now().plus(PAUSE_AFTER_FAILURE);
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (sentinel != null) {
      try {
        sentinel.abort(Runnable::run);
      } catch (SQLException alreadyBroken) {
        // The thread ends by itself.
      }
    }
  }
}
