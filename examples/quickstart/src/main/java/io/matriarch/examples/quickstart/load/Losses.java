package io.matriarch.examples.quickstart.load;

import io.matriarch.core.model.Lsn;
import io.matriarch.examples.quickstart.cluster.Database;
import io.matriarch.examples.quickstart.cluster.NodeSpec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Acknowledged writes that are not there any more.
 *
 * @param lost all of them
 * @param confirmed how many of them a replica had confirmed to be on its disk
 * @param bytes length of the log from the last write that was kept to the last one that was lost
 */
public record Losses(List<Acknowledged> lost, long confirmed, long bytes) {

  /**
   * Compares what was promised with what is stored.
   *
   * @param flushed up to where a replica had confirmed the log before the primary was lost
   */
  public static Losses of(List<Acknowledged> promised, Set<Long> stored, Optional<Lsn> flushed) {
    List<Acknowledged> lost = promised.stream().filter(w -> !stored.contains(w.id())).toList();
    long confirmed =
        lost.stream()
            .filter(w -> w.position().isPresent() && flushed.isPresent())
            .filter(w -> w.position().get().compareTo(flushed.get()) <= 0)
            .count();
    return new Losses(lost, confirmed, bytes(promised, lost));
  }

  /** The numbers of all rows that this node has. */
  public static Set<Long> stored(Database database, NodeSpec node) throws SQLException {
    Set<Long> ids = new HashSet<>();
    try (Connection connection = database.node(node, "quickstart audit");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM " + Writer.TABLE)) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
    }
    return ids;
  }

  private static long bytes(List<Acknowledged> promised, List<Acknowledged> lost) {
    if (lost.isEmpty()) {
      return 0;
    }
    long first = lost.get(0).id();
    long kept =
        promised.stream()
            .filter(w -> w.id() < first)
            .flatMap(w -> w.position().stream())
            .mapToLong(Lsn::bytes)
            .max()
            .orElse(0);
    long last =
        lost.stream().flatMap(w -> w.position().stream()).mapToLong(Lsn::bytes).max().orElse(kept);
    return last - kept;
  }
}
