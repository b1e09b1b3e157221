package io.matriarch.postgres.sql;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one connection to our own server that is kept open, so that looking at it costs one round
 * trip and goes on when applications took every other connection. Thread safe: one statement at a
 * time.
 */
public final class AdminConnection implements AutoCloseable {
  private final Connections connections;
  private final Ticker ticker;
  private final ReentrantLock lock = new ReentrantLock();
  private Connection kept;

  public AdminConnection(Connections connections, Ticker ticker) {
    this.connections = connections;
    this.ticker = ticker;
  }

  /** Work on the connection. */
  @FunctionalInterface
  public interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /**
   * Does the work, on a fresh connection if the kept one turns out to be broken. Work that may have
   * been done twice must not matter.
   *
   * @throws SQLException it failed, or the deadline came first
   */
  public <T> T call(MonoTime deadline, Work<T> work) throws SQLException {
    if (!acquire(deadline)) {
      throw new SQLException("another statement is still running", "57014");
    }
    try {
      if (kept != null) {
        try {
          return run(deadline, work);
        } catch (SQLException broken) {
          if (kept != null) {
            throw broken;
          }
        }
      }
      kept = connections.local("matriarch", left(deadline));
      return run(deadline, work);
    } finally {
      lock.unlock();
    }
  }

  private <T> T run(MonoTime deadline, Work<T> work) throws SQLException {
    try {
      kept.setNetworkTimeout(Runnable::run, (int) left(deadline).toMillis());
      return work.on(kept);
    } catch (SQLException e) {
      String state = e.getSQLState() == null ? "" : e.getSQLState();
      // Broken, or about to be: the server says good-bye before it closes the connection.
      if (kept.isClosed() || state.startsWith("08") || state.startsWith("57P")) {
        drop();
      }
      throw e;
    }
  }

  private Duration left(MonoTime deadline) {
    Duration left = deadline.since(ticker.now());
    return left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
  }

  private boolean acquire(MonoTime deadline) {
    try {
      return lock.tryLock(left(deadline).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Lets the server's connection go; the next call opens another one. */
  @Override
  public void close() {
    lock.lock();
    try {
      drop();
    } finally {
      lock.unlock();
    }
  }

  private void drop() {
    try {
      if (kept != null) {
        kept.close();
      }
    } catch (SQLException alreadyBroken) {
      // Nothing is left to close.
    } finally {
      kept = null;
    }
  }
}
