package io.matriarch.postgres.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the role of {@code pg_rewind} must be allowed on the source. */
public final class RewindRights {

  /** The functions that it calls there. */
  public static final List<String> FUNCTIONS =
      List.of(
          "pg_ls_dir(text, boolean, boolean)",
          "pg_stat_file(text, boolean)",
          "pg_read_binary_file(text)",
          "pg_read_binary_file(text, bigint, bigint, boolean)");

  private RewindRights() {}

  /** Those that the connection's role may not call. */
  public static List<String> missing(Connection connection) throws SQLException {
    List<String> missing = new ArrayList<>();
    try (PreparedStatement question =
        connection.prepareStatement("SELECT has_function_privilege(?, 'EXECUTE')")) {
      for (String function : FUNCTIONS) {
        question.setString(1, "pg_catalog." + function);
        try (ResultSet row = question.executeQuery()) {
          row.next();
          if (!row.getBoolean(1)) {
            missing.add(function);
          }
        }
      }
    }
    return missing;
  }
}
