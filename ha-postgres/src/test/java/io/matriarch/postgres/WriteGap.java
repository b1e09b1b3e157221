package io.matriarch.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that writes without pause, to whichever of the nodes takes it, and knows how long nobody
 * did.
 */
final class WriteGap implements AutoCloseable {
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

  private final List<TestNode> nodes;
  private final Connection[] connections;
  private final CompletableFuture<Void> begun = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean closed;
  private volatile long longestNanos;
  private volatile long written;

  /** Begins to write into table {@code gap}, and returns when it does. */
  WriteGap(TestNode... nodes) throws Exception {
    this.nodes = List.of(nodes);
    connections = new Connection[nodes.length];
    nodes[0].sql("CREATE TABLE IF NOT EXISTS gap (n bigint)");
    thread = new Thread(this::write, "writer");
    thread.setDaemon(true);
    thread.start();
    begun.get(10, TimeUnit.SECONDS);
  }

  private void write() {
    long last = System.nanoTime();
    int current = 0;
    while (!closed) {
      if (insert(current)) {
        long now = System.nanoTime();
        if (begun.complete(null)) {
          last = now;
        }
        longestNanos = Math.max(longestNanos, now - last);
        last = now;
        written++;
      } else {
        current = (current + 1) % connections.length;
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  private boolean insert(int node) {
    try {
      if (connections[node] == null) {
        connections[node] = nodes.get(node).connect();
      }
      try (Statement statement = connections[node].createStatement()) {
        statement.execute("INSERT INTO gap VALUES (" + written + ")");
        return true;
      }
    } catch (SQLException e) {
      // A replica's refusal leaves the connection usable; everything else ends it.
      if (!"25006".equals(e.getSQLState())) {
        drop(node);
      }
      return false;
    }
  }

  private void drop(int node) {
    try {
      if (connections[node] != null) {
        connections[node].close();
      }
    } catch (SQLException alreadyBroken) {
      // Nothing is left to close.
    }
    connections[node] = null;
  }

  /** The longest time between two writes that succeeded. */
  long longestMillis() {
    return TimeUnit.NANOSECONDS.toMillis(longestNanos);
  }

  /** How many writes were acknowledged. */
  long written() {
    return written;
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (int i = 0; i < connections.length; i++) {
      drop(i);
    }
  }
}
