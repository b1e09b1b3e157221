package io.matriarch.postgres.tasks;

import io.matriarch.postgres.Credentials;
import io.matriarch.postgres.PostgresConfig;
import io.matriarch.postgres.sql.RewindRights;
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

  private final PostgresConfig config;

  InitialRoles(PostgresConfig config) {
    this.config = config;
  }

  /** Gives the superuser its password, where the data may know another one. */
  void setSuperuser(Connection connection) throws SQLException {
    if (config.superuser().password().isPresent()) {
      try (Statement statement = connection.createStatement()) {
        quiet(statement);
        setRole(connection, statement, config.superuser(), "LOGIN SUPERUSER");
      }
    }
  }

  private static void quiet(Statement statement) throws SQLException {
    for (String setting : QUIET) {
      statement.execute(setting);
    }
  }

  /** Creates the roles, or sets what they need where they exist. */
  void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      quiet(statement);
      String superuser = config.superuser().user();
      if (!config.replication().user().equals(superuser)) {
        setRole(connection, statement, config.replication(), "LOGIN REPLICATION");
      }
      if (!config.rewind().user().equals(superuser)) {
        if (!config.rewind().user().equals(config.replication().user())) {
          setRole(connection, statement, config.rewind(), "LOGIN");
        }
        String role = statement.enquoteIdentifier(config.rewind().user(), true);
        for (String function : RewindRights.FUNCTIONS) {
          statement.execute("GRANT EXECUTE ON FUNCTION pg_catalog." + function + " TO " + role);
        }
      }
    }
  }

  private static void setRole(
      Connection connection, Statement statement, Credentials role, String rights)
      throws SQLException {
    try (PreparedStatement format =
        connection.prepareStatement(
            "SELECT format(CASE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = ?)"
                + " THEN 'ALTER' ELSE 'CREATE' END || ' ROLE %I "
                + rights
                + " PASSWORD %L', ?::text, ?::text)")) {
      format.setString(1, role.user());
      format.setString(2, role.user());
      format.setString(3, role.password().orElse(null));
      try (ResultSet row = format.executeQuery()) {
        row.next();
        statement.execute(row.getString(1));
      }
    }
  }
}
