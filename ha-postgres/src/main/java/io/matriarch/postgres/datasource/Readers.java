package io.matriarch.postgres.datasource;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import io.matriarch.postgres.Credentials;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Connections to replicas that are not too far behind, one after the other. Thread safe. */
final class Readers extends PlainDataSource implements AutoCloseable {
  private final LeaderDataSource primary;
  private final Watcher watcher;
  private final Dialer dialer;
  private final Credentials role;
  private final Ticker ticker;
  private final long maximumLag;
  private final boolean orPrimary;
  private final Map<NodeName, Tenure> tenures = new ConcurrentHashMap<>();
  private final AtomicInteger turn = new AtomicInteger();

  Readers(
      LeaderDataSource primary,
      Watcher watcher,
      Dialer dialer,
      Credentials role,
      Ticker ticker,
      long maximumLag,
      boolean orPrimary) {
    super(primary.timeout());
    this.primary = primary;
    this.watcher = watcher;
    this.dialer = dialer;
    this.role = role;
    this.ticker = ticker;
    this.maximumLag = maximumLag;
    this.orPrimary = orPrimary;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return getConnection(role);
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection(Credentials.of(user, password));
  }

  private Connection getConnection(Credentials as) throws SQLException {
    Attempts attempts = new Attempts(ticker, timeout());
    while (true) {
      Watcher.Known known = watcher.known();
      Optional<Connection> connection =
          watcher.isClosed() ? Optional.empty() : connect(known, as, attempts);
      if (connection.isPresent()) {
        return connection.get();
      }
      if (orPrimary && known.picture().isPresent()) {
        return primary.open(as, true, attempts);
      }
      if (attempts.over() || watcher.isClosed()) {
        throw attempts.exception(this.toString(), known.state(), known.since());
      }
      primary.awaitNews(known, attempts);
    }
  }

  private Optional<Connection> connect(Watcher.Known known, Credentials as, Attempts attempts)
      throws SQLException {
    List<Picture.Replica> candidates =
        known.picture().map(Picture::replicas).orElse(List.of()).stream()
            .filter(replica -> replica.isWithin(maximumLag))
            .toList();
    int first = turn.getAndIncrement();
    for (int i = 0; i < candidates.size(); i++) {
      Picture.Replica replica = candidates.get(Math.floorMod(first + i, candidates.size()));
      Duration share = attempts.left().dividedBy(candidates.size() - i);
      OptionalLong position = known.picture().get().position();
      try {
        return Optional.of(
            dialer.connect(
                tenure(replica), as, true, share, answer -> refuseUnfit(answer, position)));
      } catch (SQLException e) {
        attempts.failed(replica.server(), e);
      }
    }
    return Optional.empty();
  }

  private void refuseUnfit(Dialer.Answer answer, OptionalLong position) throws SQLException {
    long lag = position.orElse(answer.replayed()) - answer.replayed();
    if (!answer.recovery()) {
      throw new SQLException("it is no replica any more", "08004");
    }
    if (lag > maximumLag) {
      throw new SQLException("it is " + lag + " bytes behind", "08004");
    }
  }

  private Tenure tenure(Picture.Replica replica) {
    return tenures.compute(
        replica.server().name(),
        (name, known) ->
            known != null && known.ended().isEmpty() && known.server().equals(replica.server())
                ? known
                : new Tenure(replica.server(), MonoTime.MAX, ticker, watcher::hint));
  }

  /**
   * On the watcher's thread: who fell behind, or is no replica any more, is read from no longer.
   */
  void show(Picture picture) {
    if (picture.leader().isEmpty()) {
      return; // nobody can tell how far behind anybody is
    }
    tenures.forEach(
        (name, tenure) -> {
          Optional<Picture.Replica> replica =
              picture.replicas().stream().filter(r -> r.server().name().equals(name)).findFirst();
          if (replica.isEmpty()) {
            end(name, tenure, "it is no running replica any more");
          } else if (!replica.get().isWithin(maximumLag)) {
            end(name, tenure, "it is too far behind");
          }
        });
  }

  private void end(NodeName name, Tenure tenure, String reason) {
    tenures.remove(name, tenure);
    tenure.end(reason);
  }

  @Override
  public void close() {
    tenures.forEach((name, tenure) -> end(name, tenure, "the data source has been closed"));
  }

  @Override
  public String toString() {
    return "a replica of %s within %d bytes".formatted(primary.cluster(), maximumLag);
  }
}
