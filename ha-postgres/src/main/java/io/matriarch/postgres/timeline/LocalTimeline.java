package io.matriarch.postgres.timeline;

import io.matriarch.postgres.sql.Connections;
import io.matriarch.postgres.sql.ReplicationProtocol;
import io.matriarch.postgres.sql.ServerStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The timeline that a running server is on. A replica tells it in its status only while it
 * receives; what it told last stays true when its source is gone, which is when it matters. If it
 * has told nothing since it started, the replication protocol is asked once. Thread safe.
 */
public final class LocalTimeline {
  private final Connections connections;
  private String serverStart = "";
  private long known;

  public LocalTimeline(Connections connections) {
    this.connections = connections;
  }

  public synchronized long of(ServerStatus status, Duration within) {
    if (!status.inRecovery()) {
      return status.timeline();
    }
    if (!status.startedAt().equals(serverStart)) {
      serverStart = status.startedAt();
      known = 0;
    }
    if (status.receivedTimeline() != 0) {
      known = Math.max(known, status.receivedTimeline());
    } else if (known == 0) {
      known = ask(within);
    }
    return Math.max(known, status.checkpointTimeline());
  }

  private long ask(Duration within) {
    try (Connection connection = connections.localReplication(within)) {
      return ReplicationProtocol.identify(connection).timeline();
    } catch (SQLException notAllowed) {
      return 0;
    }
  }
}
