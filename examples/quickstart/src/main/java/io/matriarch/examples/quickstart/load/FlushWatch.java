package io.matriarch.examples.quickstart.load;

import io.matriarch.core.model.Lsn;
import io.matriarch.examples.quickstart.cluster.Database;
import io.matriarch.examples.quickstart.cluster.NodeSpec;
import io.matriarch.examples.quickstart.cluster.Wait;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks one primary again and again up to where a replica has confirmed that the log is on its disk,
 * and remembers the last answer when that primary is gone.
 */
public final class FlushWatch implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final String NAME = "quickstart flush watch";
  private static final String QUERY =
      "SELECT max(flush_lsn) FROM pg_stat_replication WHERE application_name LIKE 'node%'";

  private final Database database;
  private final NodeSpec primary;
  private final Thread thread = new Thread(this::run, NAME);
  private volatile boolean open = true;
  private volatile Optional<Lsn> confirmed = Optional.empty();

  private FlushWatch(Database database, NodeSpec primary) {
    this.database = database;
    this.primary = primary;
  }

  /** Begins to ask this primary. */
  public static FlushWatch start(Database database, NodeSpec primary) {
    FlushWatch watch = new FlushWatch(database, primary);
    watch.thread.setDaemon(true);
    watch.thread.start();
    return watch;
  }

  /** The last answer. */
  public Optional<Lsn> confirmed() {
    return confirmed;
  }

  /** Ends asking, without waiting. */
  @Override
  public void close() {
    open = false;
  }

  /** One connection only: what the server says after a restart is not of the same life. */
  private void run() {
    try (Connection connection = database.node(primary, NAME);
        PreparedStatement query = connection.prepareStatement(QUERY)) {
      while (open) {
        try (ResultSet row = query.executeQuery()) {
          if (row.next() && row.getString(1) != null) {
            confirmed = Optional.of(Lsn.parse(row.getString(1)));
          }
        }
        Wait.pause(PAUSE);
      }
    } catch (SQLException gone) {
      open = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
