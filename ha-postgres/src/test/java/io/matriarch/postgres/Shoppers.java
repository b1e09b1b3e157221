package io.matriarch.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** An application under load: each thread keeps a connection for as many orders as it may. */
final class Shoppers implements AutoCloseable {
  private static final String ORDER =
      "INSERT INTO orders VALUES (?) RETURNING pg_catalog.inet_server_port()";

  private final DataSource source;
  private final int ordersPerConnection;
  private final AtomicLong ids = new AtomicLong();
  private final Queue<Ack> acks = new ConcurrentLinkedQueue<>();
  private final Map<String, Long> errors = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  /**
   * A write that was acknowledged.
   *
   * @param port of the server that did
   * @param at when this program knew, on its own clock
   */
  record Ack(long id, int port, long at) {}

  Shoppers(DataSource source, int count, int ordersPerConnection) {
    this.source = source;
    this.ordersPerConnection = ordersPerConnection;
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(this::shop, "shopper-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  private void shop() {
    while (!closed) {
      try (Connection connection = source.getConnection();
          PreparedStatement order = connection.prepareStatement(ORDER)) {
        for (int i = 0; i < ordersPerConnection && !closed; i++) {
          order(order);
        }
      } catch (SQLException e) {
        errors.merge(String.valueOf(e.getSQLState()), 1L, Long::sum);
      }
    }
  }

  private void order(PreparedStatement order) throws SQLException {
    long id = ids.incrementAndGet();
    order.setLong(1, id);
    try (ResultSet row = order.executeQuery()) {
      row.next();
      acks.add(new Ack(id, row.getInt(1), System.nanoTime()));
    }
  }

  List<Ack> acks() {
    return List.copyOf(acks);
  }

  List<Ack> acksOf(int port) {
    return acks.stream().filter(ack -> ack.port() == port).toList();
  }

  /** Failed calls by SQL state. */
  Map<String, Long> errors() {
    return new TreeMap<>(errors);
  }

  /** The longest time in which nobody's write was acknowledged. */
  Duration longestGap() {
    long longest = 0;
    long before = 0;
    for (long at : acks.stream().mapToLong(Ack::at).sorted().toArray()) {
      longest = before == 0 ? 0 : Math.max(longest, at - before);
      before = at;
    }
    return Duration.ofNanos(longest);
  }

  /** Nobody works any more when it returns. */
  void stop() {
    closed = true;
    try {
      for (Thread thread : threads) {
        thread.join(TimeUnit.SECONDS.toMillis(20));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
