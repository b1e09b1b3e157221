package io.matriarch.postgres.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a server has that a copy is to be made from. Whatever the role may not see is left out.
 *
 * @param databases size of all databases in bytes, in all tablespaces
 * @param walBytes size of its WAL
 * @param walFiles names of its WAL files; empty if they cannot be seen
 * @param tablespaces where its tablespaces are, beside the usual ones
 * @param missingRights what {@code pg_rewind} would need and the role may not
 */
public record SourceInventory(
    OptionalLong databases,
    OptionalLong walBytes,
    Set<String> walFiles,
    List<Path> tablespaces,
    List<String> missingRights) {
  private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(30);

  /** Nothing could be seen. */
  public static final SourceInventory UNKNOWN =
      new SourceInventory(
          OptionalLong.empty(), OptionalLong.empty(), Set.of(), List.of(), List.of());

  /** Asks; takes longer the more files the server has. */
  public static SourceInventory ask(Connection connection) throws SQLException {
    connection.setNetworkTimeout(Runnable::run, (int) LONGEST_STATEMENT.toMillis() + 1000);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET statement_timeout = " + LONGEST_STATEMENT.toMillis());
      List<String> missing = RewindRights.missing(connection);
      return new SourceInventory(
          size(statement, "SELECT sum(pg_database_size(oid)) FROM pg_database"),
          size(
              statement,
              "SELECT sum((pg_stat_file('pg_wal/' || name, true)).size)"
                  + " FROM pg_ls_dir('pg_wal', true, false) AS name"),
          new HashSet<>(names(statement, "SELECT pg_ls_dir('pg_wal', true, false)")),
          names(
                  statement,
                  "SELECT pg_tablespace_location(oid) FROM pg_tablespace"
                      + " WHERE pg_tablespace_location(oid) <> ''")
              .stream()
              .map(Path::of)
              .toList(),
          missing);
    }
  }

  private static OptionalLong size(Statement statement, String query) throws SQLException {
    List<String> found = names(statement, query);
    return found.isEmpty() || found.get(0) == null
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(found.get(0)));
  }

  /** Nothing where the server does not let the role see it, or not in time. */
  private static List<String> names(Statement statement, String query) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    } catch (SQLException e) {
      String state = e.getSQLState() == null ? "" : e.getSQLState();
      if (state.startsWith("08")) {
        throw e;
      }
      return List.of();
    }
    return names;
  }
}
