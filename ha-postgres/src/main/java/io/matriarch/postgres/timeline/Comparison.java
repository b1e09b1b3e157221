package io.matriarch.postgres.timeline;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Position;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.resource.Divergence;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.postgres.control.ControlFile;
import io.matriarch.postgres.sql.ReplicationProtocol;
import io.matriarch.postgres.sql.ServerStatus;
import io.matriarch.postgres.sql.SqlFailure;
import io.matriarch.postgres.sql.StatusQuery;
import io.matriarch.postgres.tasks.Instance;
import io.matriarch.postgres.timeline.DivergenceCheck.Local;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks both sides and compares their histories. */
public final class Comparison {
  private static final Logger LOG = LoggerFactory.getLogger(Comparison.class);

  private final Instance instance;
  private final LocalTimeline localTimeline;

  public Comparison(Instance instance, LocalTimeline localTimeline) {
    this.instance = instance;
    this.localTimeline = localTimeline;
  }

  /** Never throws for a source that cannot be asked: that is {@link Divergence#UNKNOWN}. */
  public Divergence with(ReplicationSource source, Call call) {
    try {
      Side side = local(call.deadline());
      return judge(side, source, call.deadline());
    } catch (SQLException | ResourceException e) {
      LOG.info("cannot compare with {}: {}", source.name(), e.getMessage());
      return Divergence.UNKNOWN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Divergence.UNKNOWN;
    }
  }

  /**
   * True if the local copy was a primary on the very timeline on which the source is one now: both
   * were promoted to it, unseen by each other. {@code pg_rewind} takes such copies for the same.
   *
   * @throws ResourceException the source cannot be asked
   */
  public boolean twins(ReplicationSource source, MonoTime deadline)
      throws ResourceException, InterruptedException {
    try (Connection connection =
        instance.connections().replication(source.host(), source.port(), left(deadline))) {
      connection.setNetworkTimeout(Runnable::run, (int) left(deadline).toMillis());
      return twins(local(deadline), ReplicationProtocol.identify(connection).timeline());
    } catch (SQLException e) {
      throw new ResourceException("cannot ask " + source.name() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Where the local copy left the source's history; empty if that cannot be told.
   *
   * @throws ResourceException the source cannot be asked
   */
  public Optional<Fork> fork(ReplicationSource source, MonoTime deadline)
      throws ResourceException, InterruptedException {
    try (Connection connection =
        instance.connections().replication(source.host(), source.port(), left(deadline))) {
      connection.setNetworkTimeout(Runnable::run, (int) left(deadline).toMillis());
      long own = local(deadline).end().epoch();
      long theirs = ReplicationProtocol.identify(connection).timeline();
      String history = theirs > 1 ? ReplicationProtocol.history(connection, theirs) : "";
      Optional<TimelineHistory> ours = new LocalHistory(instance.data().path()).of(own);
      return ours.flatMap(known -> Fork.of(own, known, theirs, TimelineHistory.parse(history)));
    } catch (SQLException e) {
      throw new ResourceException("cannot ask " + source.name() + ": " + e.getMessage(), e);
    }
  }

  private static boolean twins(Side side, long leaderTimeline) {
    return side.wasPrimary() && side.end().epoch() == leaderTimeline;
  }

  /**
   * @param wasPrimary nothing says that it is to be a replica
   */
  private record Side(Local kind, String systemId, Position end, boolean wasPrimary) {}

  private Side local(MonoTime deadline)
      throws SQLException, ResourceException, InterruptedException {
    if (instance.postmaster().alive()) {
      ServerStatus status = instance.admin().call(deadline, StatusQuery::ask);
      if (!status.inRecovery()) {
        return new Side(
            Local.CRASHED_PRIMARY,
            status.systemId(),
            new Position(status.timeline(), status.flushed()),
            true);
      }
      return new Side(
          Local.REPLICA,
          status.systemId(),
          new Position(localTimeline.of(status, left(deadline)), status.replayed()),
          false);
    }
    ControlFile control = instance.control().read(deadline);
    Local kind =
        control.isShutDownAsPrimary()
            ? Local.STOPPED_PRIMARY
            : control.isReplica() ? Local.REPLICA : Local.CRASHED_PRIMARY;
    boolean wasPrimary = kind != Local.REPLICA && !instance.data().hasStandbySignal();
    return new Side(kind, control.systemId(), control.end(), wasPrimary);
  }

  private Divergence judge(Side side, ReplicationSource source, MonoTime deadline)
      throws SQLException {
    try (Connection connection =
        instance.connections().replication(source.host(), source.port(), left(deadline))) {
      connection.setNetworkTimeout(Runnable::run, (int) left(deadline).toMillis());
      ReplicationProtocol.Identity leader = ReplicationProtocol.identify(connection);
      if (!leader.systemId().equals(side.systemId())) {
        LOG.warn("{} belongs to another cluster: {}", source.name(), leader.systemId());
        return Divergence.UNKNOWN;
      }
      if (isInRecovery(source, deadline)) {
        LOG.info("cannot compare with {}: it is not writable yet", source.name());
        return Divergence.UNKNOWN;
      }
      // Asked again, since only the timeline of a primary counts.
      leader = ReplicationProtocol.identify(connection);
      if (twins(side, leader.timeline())) {
        return Divergence.DIVERGED;
      }
      TimelineHistory history =
          TimelineHistory.parse(
              side.end().epoch() < leader.timeline()
                  ? ReplicationProtocol.history(connection, leader.timeline())
                  : "");
      return DivergenceCheck.judge(side.kind(), side.end(), leader.timeline(), history);
    }
  }

  /**
   * A source that lets us in for replication only is taken for the primary that it claims to be.
   */
  private boolean isInRecovery(ReplicationSource source, MonoTime deadline) throws SQLException {
    try (Connection connection = instance.connections().remote(source, left(deadline));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_is_in_recovery()")) {
      row.next();
      return row.getBoolean(1);
    } catch (SQLException e) {
      if (SqlFailure.of(e) == SqlFailure.NOT_ALLOWED) {
        return false;
      }
      throw e;
    }
  }

  private Duration left(MonoTime deadline) {
    Duration left = deadline.since(instance.ticker().now());
    return left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
  }
}
