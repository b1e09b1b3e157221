package io.matriarch.postgres.tasks;

import io.matriarch.postgres.Credentials;
import io.matriarch.postgres.PostgresConfig;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Creates the roles that a cluster needs beside its superuser. */
final class InitialRoles {
  /** Passwords must not get into the server's log, and nobody may wait for a replica here. */
  private static final List<String> QUIET =
      List.of(
          "SET log_statement = none",
          "SET log_min_duration_statement = -1",
          "SET log_min_error_statement = panic",
          "SET pg_stat_statements.track_utility = off",
          "SET synchronous_commit = local");

  private static final List<String> REWIND_NEEDS =
      List.of(
          "pg_ls_dir(text, boolean, boolean)",
          "pg_stat_file(text, boolean)",
          "pg_read_binary_file(text)",
          "pg_read_binary_file(text, bigint, bigint, boolean)");

  private final PostgresConfig config;

  InitialRoles(PostgresConfig config) {
    this.config = config;
  }

  void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String setting : QUIET) {
        statement.execute(setting);
      }
      String superuser = config.superuser().user();
      if (!config.replication().user().equals(superuser)) {
        createRole(connection, statement, config.replication(), "LOGIN REPLICATION");
      }
      if (!config.rewind().user().equals(superuser)) {
        if (!config.rewind().user().equals(config.replication().user())) {
          createRole(connection, statement, config.rewind(), "LOGIN");
        }
        String role = statement.enquoteIdentifier(config.rewind().user(), true);
        for (String function : REWIND_NEEDS) {
          statement.execute("GRANT EXECUTE ON FUNCTION pg_catalog." + function + " TO " + role);
        }
      }
    }
  }

  private static void createRole(
      Connection connection, Statement statement, Credentials role, String rights)
      throws SQLException {
    String password = role.password().orElse(null);
    try (PreparedStatement format =
        connection.prepareStatement(
            "SELECT format('CREATE ROLE %I " + rights + " PASSWORD %L', ?::text, ?::text)")) {
      format.setString(1, role.user());
      format.setString(2, password);
      try (ResultSet row = format.executeQuery()) {
        row.next();
        statement.execute(row.getString(1));
      }
    }
  }
}
