package io.matriarch.examples.quickstart.interop;

import io.matriarch.core.model.Lsn;
import io.matriarch.examples.quickstart.cluster.DemoCluster;
import io.matriarch.examples.quickstart.cluster.DemoNode;
import io.matriarch.examples.quickstart.cluster.Wait;
import io.matriarch.examples.quickstart.load.Ledger;
import io.matriarch.examples.quickstart.load.Losses;
import io.matriarch.examples.quickstart.load.Writer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** A writer on a cluster, and the audit of what it was promised. For one thread. */
final class Load implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final DemoCluster cluster;
  private final Writer writer;

  private Load(DemoCluster cluster, Writer writer) {
    this.cluster = cluster;
    this.writer = writer;
  }

  /** Begins with an empty table; blocks until the first writes are done. */
  static Load on(DemoCluster cluster) throws SQLException, InterruptedException {
    try (Connection connection = cluster.database().primary("test");
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS " + Writer.TABLE);
    }
    Load load = new Load(cluster, Writer.start(cluster.database()));
    load.awaitMore(50, SOON);
    return load;
  }

  Ledger ledger() {
    return writer.ledger();
  }

  /** Waits until the writer was promised that many more rows. */
  void awaitMore(int rows, Duration longest) throws InterruptedException {
    int wanted = ledger().size() + rows;
    Wait.until(rows + " more writes", longest, () -> ledger().size() >= wanted);
  }

  /** The same, soon. */
  void awaitMore(int rows) throws InterruptedException {
    awaitMore(rows, SOON);
  }

  /** Ends writing, and compares what was promised with what the primary has. */
  Losses audit(Optional<Lsn> flushed) throws SQLException, InterruptedException {
    writer.finish();
    DemoNode primary = cluster.awaitPrimary(SOON);
    Set<Long> stored = Losses.stored(cluster.database(), primary.spec());
    for (DemoNode node : cluster.nodes()) {
      Wait.until(
          "the same rows on " + node.name(),
          SOON,
          () -> Losses.stored(cluster.database(), node.spec()).equals(stored));
    }
    return Losses.of(ledger().writes(), stored, flushed);
  }

  @Override
  public void close() {
    writer.close();
  }
}
