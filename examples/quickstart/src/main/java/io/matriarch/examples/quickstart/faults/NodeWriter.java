package io.matriarch.examples.quickstart.faults;

import io.matriarch.core.model.Lsn;
import io.matriarch.examples.quickstart.cluster.Database;
import io.matriarch.examples.quickstart.cluster.NodeSpec;
import io.matriarch.examples.quickstart.cluster.Wait;
import io.matriarch.examples.quickstart.load.Acknowledged;
import io.matriarch.examples.quickstart.load.Writer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tries to write to one node all the time, whatever the node's role: so nobody accepts a write
 * unseen. A row per transaction, each with a number that is never used again.
 */
final class NodeWriter implements AutoCloseable {
  static final String NAME = "fault writer";

  private static final Duration PAUSE = Duration.ofMillis(5);

  /** To be refused costs a replica little, a new connection a process. */
  private static final Duration REFUSED = Duration.ofMillis(10);

  private static final Duration RETRY = Duration.ofMillis(25);
  private static final Duration LAST_WRITE = Duration.ofSeconds(2);
  private static final String READ_ONLY = "25006";

  /** Numbers of different writers never meet. */
  private static final int WRITERS = 10;

  private static final String INSERT =
      "INSERT INTO "
          + Writer.TABLE
          + " VALUES (?, clock_timestamp())"
          + " RETURNING substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8)";
  private static final String POSITIONS =
      "SELECT pg_current_wal_flush_lsn(), max(flush_lsn), min(flush_lsn), count(flush_lsn)"
          + " FROM pg_stat_replication WHERE application_name LIKE 'node%'";

  /** What a replica may be behind and still be in step: it confirms only now and then. */
  private static final long IN_STEP = 1 << 14;

  private final Database database;
  private final NodeSpec node;
  private final List<Session> sessions = new ArrayList<>();
  private final Thread thread;
  private volatile boolean open = true;
  private volatile Optional<Connection> connection = Optional.empty();
  private volatile int replicasInStep;
  private long nextId;

  private NodeWriter(Database database, NodeSpec node, int index) {
    this.database = database;
    this.node = node;
    this.nextId = index;
    this.thread = new Thread(this::run, NAME + " " + node.name());
    thread.setDaemon(true);
  }

  /**
   * Begins to write to this node.
   *
   * @param index another one for each writer on the table, below ten
   */
  static NodeWriter start(Database database, NodeSpec node, int index) {
    NodeWriter writer = new NodeWriter(database, node, index);
    writer.thread.start();
    return writer;
  }

  /** Where it writes. */
  NodeSpec node() {
    return node;
  }

  /**
   * What it was promised so far, connection by connection; those without a promise are left out.
   */
  List<Session> sessions() {
    synchronized (sessions) {
      return sessions.stream().filter(session -> session.size() > 0).toList();
    }
  }

  /**
   * How many replicas were right behind this node when it last took a write; none if it takes none.
   */
  int replicasInStep() {
    return replicasInStep;
  }

  /** Number of acknowledged writes so far. */
  int size() {
    return sessions().stream().mapToInt(Session::size).sum();
  }

  /** Ends writing; blocks for a moment, even if the server is frozen. */
  void finish() throws InterruptedException {
    open = false;
    thread.join(LAST_WRITE.toMillis());
    close();
    thread.join(LAST_WRITE.toMillis());
  }

  @Override
  public void close() {
    open = false;
    connection.ifPresent(NodeWriter::drop);
  }

  private static void drop(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException gone) {
      // Then there is nothing to be dropped.
    }
  }

  private void run() {
    try {
      while (open) {
        try (Connection made = database.nodePatiently(node, NAME)) {
          connection = Optional.of(made);
          write(made);
        } catch (SQLException e) {
          replicasInStep = 0;
          Wait.pause(RETRY);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(Connection made) throws SQLException, InterruptedException {
    Session session = new Session(node.name());
    synchronized (sessions) {
      sessions.add(session);
    }
    try (PreparedStatement insert = made.prepareStatement(INSERT);
        PreparedStatement positions = made.prepareStatement(POSITIONS)) {
      while (open) {
        Wait.pause(insert(session, insert, positions) ? PAUSE : REFUSED);
      }
    }
  }

  private boolean insert(Session session, PreparedStatement insert, PreparedStatement positions)
      throws SQLException {
    long id = nextId;
    nextId += WRITERS;
    insert.setLong(1, id);
    String timeline;
    try (ResultSet row = insert.executeQuery()) {
      row.next();
      timeline = row.getString(1);
    } catch (SQLException e) {
      if (READ_ONLY.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
    long at = System.nanoTime();
    session.acknowledged(new Acknowledged(id, at, ask(session, positions)), timeline);
    return true;
  }

  /** The write is acknowledged whether or not this can still be asked. */
  private Optional<Lsn> ask(Session session, PreparedStatement positions) {
    try (ResultSet row = positions.executeQuery()) {
      row.next();
      Lsn end = Lsn.parse(row.getString(1));
      Optional.ofNullable(row.getString(2)).map(Lsn::parse).ifPresent(session::confirmed);
      boolean inStep =
          Optional.ofNullable(row.getString(3))
              .map(Lsn::parse)
              .filter(last -> end.bytes() - last.bytes() < IN_STEP)
              .isPresent();
      replicasInStep = inStep ? row.getInt(4) : 0;
      return Optional.of(end);
    } catch (SQLException gone) {
      return Optional.empty();
    }
  }
}
