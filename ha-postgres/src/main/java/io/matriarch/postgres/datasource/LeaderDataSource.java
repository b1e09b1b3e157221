package io.matriarch.postgres.datasource;

import io.matriarch.core.model.Ticker;
import io.matriarch.postgres.Credentials;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/**
 * Connections to whichever server is the cluster's primary. Each belongs to one leader's term: it
 * was made to a server that is not in recovery and has the newest history, and it ends when another
 * leads, when nobody does, or when nothing has been known of that for too long ({@link OnUnknown}).
 * Nothing is sent on it afterwards, and no answer that arrives afterwards is passed on: no write is
 * acknowledged to this program by a server that it knows, or should know, to have been replaced.
 *
 * <p>How soon that is: a leader key that vanishes or changes is seen when the store's watch tells,
 * within milliseconds, and before anybody else is elected. While the program reaches no store, and
 * wherever it asks the members instead, it learns later; see {@link
 * LeaderDataSourceBuilder#silence}.
 *
 * <p>It is not a pool: {@link #getConnection} connects. A pool such as HikariCP goes on top, given
 * this as its {@code dataSource}; connections that have ended in it fail its validation, and are
 * replaced.
 *
 * <p>Thread safe. {@link #getConnection} blocks for the login timeout at most, and fails with
 * {@link SQLTransientConnectionException}, whose message says who leads, since when, and what was
 * tried.
 */
public final class LeaderDataSource extends PlainDataSource implements AutoCloseable {
  private final String cluster;
  private final Watcher watcher;
  private final Dialer dialer;
  private final Credentials role;
  private final Ticker ticker;
  private final Newest newest = new Newest();
  private final List<Readers> readers = new CopyOnWriteArrayList<>();

  LeaderDataSource(LeaderDataSourceBuilder builder, LeaderSource source) {
    super(builder.loginTimeout);
    cluster = source.toString();
    ticker = builder.ticker;
    role = builder.role();
    dialer = new Dialer(builder.database, builder.properties);
    watcher = new Watcher(source, ticker, builder.every, builder.silence, builder.onUnknown);
    watcher.tell(picture -> readers.forEach(reader -> reader.show(picture)));
    watcher.start();
  }

  /**
   * Begins to describe a data source.
   *
   * @return a builder, to be used once
   */
  public static LeaderDataSourceBuilder builder() {
    return new LeaderDataSourceBuilder();
  }

  /**
   * Read-only connections to replicas, one replica after the other. One that falls further behind
   * is read from no longer: its connections end. To be asked for once, and kept.
   *
   * @param maximumLag bytes, measured against the position that the leader published last, which is
   *     some seconds old
   * @return a data source that ends with this one
   */
  public DataSource replicas(long maximumLag) {
    return readers(maximumLag, false);
  }

  /**
   * The same, with read-only connections to the primary while no replica will do.
   *
   * @param maximumLag as for {@link #replicas}
   * @return a data source that ends with this one
   */
  public DataSource replicasOrPrimary(long maximumLag) {
    return readers(maximumLag, true);
  }

  private DataSource readers(long maximumLag, boolean orPrimary) {
    Readers added = new Readers(this, watcher, dialer, role, ticker, maximumLag, orPrimary);
    readers.add(added);
    return added;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return open(role, false, new Attempts(ticker, timeout()));
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return open(Credentials.of(user, password), false, new Attempts(ticker, timeout()));
  }

  Connection open(Credentials as, boolean readOnly, Attempts attempts) throws SQLException {
    while (true) {
      Watcher.Known known = watcher.known();
      Optional<Tenure> leader = known.tenure().filter(tenure -> tenure.ended().isEmpty());
      if (leader.isPresent() && !watcher.isClosed()) {
        try {
          return dialer.connect(leader.get(), as, readOnly, attempts.left(), newest::refuseOlder);
        } catch (SQLException e) {
          attempts.failed(leader.get().server(), e);
          watcher.doubt();
        }
      }
      if (attempts.over() || watcher.isClosed()) {
        throw attempts.exception("the primary of " + cluster, known.state(), known.since());
      }
      awaitNews(known, attempts);
    }
  }

  void awaitNews(Watcher.Known known, Attempts attempts) throws SQLException {
    try {
      watcher.awaitNews(known.revision(), attempts.pause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLTransientConnectionException("interrupted while waiting for " + cluster, e);
    }
  }

  String cluster() {
    return cluster;
  }

  /** Ends all connections that were given out, and the watch, in bounded time. Idempotent. */
  @Override
  public void close() {
    watcher.close();
    readers.forEach(Readers::close);
  }

  /** {@return cluster and user, nothing else} */
  @Override
  public String toString() {
    return "LeaderDataSource[cluster=" + cluster + ", user=" + role.user() + "]";
  }
}
