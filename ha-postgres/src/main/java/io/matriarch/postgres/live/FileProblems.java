package io.matriarch.postgres.live;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What the server could not use of its files: it goes on without, and may not start with it. */
final class FileProblems {
  // A value that waits for a restart counts as an error there.
  private static final String SQL =
      """
      SELECT f.sourcefile, f.sourceline, COALESCE(f.name || ': ', '') || f.error
        FROM pg_file_settings f LEFT JOIN pg_settings s ON s.name = lower(f.name)
       WHERE f.error IS NOT NULL AND s.context IS DISTINCT FROM 'postmaster'
      UNION ALL
      SELECT current_setting('hba_file'), line_number, error
        FROM pg_hba_file_rules WHERE error IS NOT NULL
      """;

  private FileProblems() {}

  static List<String> ask(Connection connection) throws SQLException {
    List<String> problems = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SQL)) {
      while (row.next()) {
        problems.add(
            row.getString(1)
                + ", line "
                + row.getInt(2)
                + ": "
                + row.getString(3)
                + "; correct it, or the server may not start again");
      }
    }
    return problems;
  }
}
