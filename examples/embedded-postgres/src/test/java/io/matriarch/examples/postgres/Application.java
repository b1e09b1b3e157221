package io.matriarch.examples.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** Writes without pause through a data source, and remembers what was acknowledged, and when. */
final class Application implements AutoCloseable {
  private final DataSource source;
  private final NavigableMap<Long, Integer> acknowledged = new ConcurrentSkipListMap<>();
  private final Map<String, Integer> errors = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::work, "application");
  private volatile boolean closed;
  private int next;
  private long told;

  /**
   * @param first number of its orders, which rise
   */
  Application(DataSource source, int first) {
    this.source = source;
    this.next = first;
    thread.setDaemon(true);
    thread.start();
  }

  private void work() {
    while (!closed) {
      try (Connection connection = source.getConnection();
          PreparedStatement order = connection.prepareStatement("INSERT INTO orders VALUES (?)")) {
        while (!closed) {
          order.setInt(1, ++next);
          order.executeUpdate();
          acknowledged.put(System.nanoTime(), next);
        }
      } catch (SQLException e) {
        errors.merge(String.valueOf(e.getSQLState()), 1, Integer::sum);
      }
    }
  }

  int acknowledged() {
    return acknowledged.size();
  }

  Set<Integer> numbers() {
    return Set.copyOf(acknowledged.values());
  }

  /** Since they were asked for before; for whoever reads the output of the test. */
  String figures() {
    long gap = 0;
    long before = told;
    for (long at : acknowledged.tailMap(told).keySet()) {
      gap = before == 0 ? 0 : Math.max(gap, at - before);
      before = at;
    }
    told = before;
    return "%d writes acknowledged, longest gap %d ms, errors %s"
        .formatted(acknowledged(), Duration.ofNanos(gap).toMillis(), new TreeMap<>(errors));
  }

  void stop() {
    closed = true;
    try {
      thread.join(TimeUnit.SECONDS.toMillis(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
