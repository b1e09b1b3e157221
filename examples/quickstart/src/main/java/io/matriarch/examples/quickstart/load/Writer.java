package io.matriarch.examples.quickstart.load;

import io.matriarch.core.model.Lsn;
import io.matriarch.examples.quickstart.cluster.Database;
import io.matriarch.examples.quickstart.cluster.Wait;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * An application: one row per transaction, each with a number of its own that is never used again.
 * When a write fails it finds the primary anew and goes on with the next number.
 */
public final class Writer implements AutoCloseable {
  /** The table that it fills. */
  public static final String TABLE = "quickstart_writes";

  /** Makes it, if it is not there. */
  public static final String CREATE =
      "CREATE TABLE IF NOT EXISTS " + TABLE + " (id bigint PRIMARY KEY, at timestamptz)";

  private static final Duration PAUSE = Duration.ofMillis(4);

  /** Every attempt costs the nodes a process each, and they share this machine. */
  private static final Duration RETRY = Duration.ofMillis(15);

  private static final String NAME = "quickstart writer";
  private static final String FLUSHED = "SELECT pg_current_wal_flush_lsn()";

  private final Database database;
  private final Ledger ledger = new Ledger();
  private final Thread thread = new Thread(this::run, NAME);
  private volatile boolean open = true;
  private long nextId = 1;

  private Writer(Database database) {
    this.database = database;
  }

  /** Creates the table and begins to write. */
  public static Writer start(Database database) throws SQLException {
    try (Connection connection = database.primary(NAME);
        Statement statement = connection.createStatement()) {
      statement.execute(CREATE);
    }
    Writer writer = new Writer(database);
    writer.thread.setDaemon(true);
    writer.thread.start();
    return writer;
  }

  public Ledger ledger() {
    return ledger;
  }

  /** Ends writing; blocks until the last write is decided. Does nothing the second time. */
  public void finish() throws InterruptedException {
    open = false;
    thread.join(Duration.ofSeconds(10).toMillis());
  }

  /** Ends writing, without waiting. */
  @Override
  public void close() {
    open = false;
  }

  private void run() {
    try {
      while (open) {
        try (Connection connection = database.primary(NAME)) {
          write(connection);
        } catch (SQLException e) {
          ledger.failed();
          Wait.pause(RETRY);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(Connection connection) throws SQLException, InterruptedException {
    try (PreparedStatement insert =
            connection.prepareStatement("INSERT INTO " + TABLE + " VALUES (?, clock_timestamp())");
        PreparedStatement position = connection.prepareStatement(FLUSHED)) {
      while (open) {
        long id = nextId++;
        insert.setLong(1, id);
        insert.executeUpdate();
        long acknowledged = System.nanoTime();
        ledger.acknowledged(new Acknowledged(id, acknowledged, position(position)));
        Wait.pause(PAUSE);
      }
    }
  }

  /** The write is acknowledged whether or not this can still be asked. */
  private static Optional<Lsn> position(PreparedStatement query) {
    try (ResultSet row = query.executeQuery()) {
      row.next();
      return Optional.of(Lsn.parse(row.getString(1)));
    } catch (SQLException gone) {
      return Optional.empty();
    }
  }
}
