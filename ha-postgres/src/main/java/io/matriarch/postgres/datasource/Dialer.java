package io.matriarch.postgres.datasource;

import io.matriarch.core.model.ReplicationSource;
import io.matriarch.postgres.Credentials;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.postgresql.Driver;

/** Connects, and asks who answers. Thread safe; blocks no longer than it is given. */
final class Dialer {
  // Whether it is in recovery is asked once, and first: a promotion in between must not make the
  // statement call a function that only the other role has.
  private static final String WHO =
      """
      SELECT s.recovery
           , (SELECT system_identifier FROM pg_catalog.pg_control_system())::text AS system_id
           , CASE WHEN s.recovery THEN 0 ELSE
               ('x' || pg_catalog.substr(pg_catalog.pg_walfile_name(
                 pg_catalog.pg_current_wal_lsn()), 1, 8))::pg_catalog.bit(32)::int4
             END AS timeline
           , COALESCE(pg_catalog.pg_wal_lsn_diff(
               pg_catalog.pg_last_wal_replay_lsn(), '0/0'), 0)::int8 AS replayed
        FROM (SELECT pg_catalog.pg_is_in_recovery() AS recovery OFFSET 0) s
      """;

  private final String database;
  private final Map<String, String> properties;

  /**
   * @param properties of the driver
   */
  Dialer(String database, Map<String, String> properties) {
    this.database = database;
    this.properties = Map.copyOf(properties);
  }

  /**
   * Who answered.
   *
   * @param replayed on a replica: how far it has replayed
   */
  record Answer(boolean recovery, String systemId, long timeline, long replayed) {}

  /** The first look at a connection that has just been made. */
  interface Check {
    /**
     * @throws SQLException it is not the one that was wanted; one line says why
     */
    void on(Answer answer) throws SQLException;
  }

  /** A connection that belongs to the tenure and has passed the check. */
  Connection connect(
      Tenure tenure, Credentials role, boolean readOnly, Duration within, Check check)
      throws SQLException {
    String ticket = TenureSocketFactory.leave(tenure);
    Connection connection;
    try {
      connection = new Driver().connect(url(tenure.server()), all(role, readOnly, within, ticket));
    } finally {
      TenureSocketFactory.take(ticket);
    }
    try {
      connection.setNetworkTimeout(Runnable::run, (int) Math.max(1, within.toMillis()));
      check.on(ask(connection));
      connection.setNetworkTimeout(Runnable::run, networkTimeout());
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static Answer ask(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(WHO)) {
      row.next();
      return new Answer(
          row.getBoolean("recovery"),
          row.getString("system_id"),
          row.getLong("timeline"),
          row.getLong("replayed"));
    }
  }

  private int networkTimeout() {
    return Integer.parseInt(properties.getOrDefault("socketTimeout", "0")) * 1000;
  }

  private Properties all(Credentials role, boolean readOnly, Duration within, String ticket) {
    Properties all = new Properties();
    all.setProperty("tcpKeepAlive", "true");
    all.putAll(properties);
    all.setProperty("user", role.user());
    role.password().ifPresent(password -> all.setProperty("password", password));
    all.setProperty("socketFactory", TenureSocketFactory.class.getName());
    all.setProperty("socketFactoryArg", ticket);
    if (readOnly) {
      String more = all.getProperty("options", "");
      all.setProperty("options", (more + " -c default_transaction_read_only=on").strip());
    }
    // The driver reads fractions of a second here only; this bounds the whole of connecting.
    all.setProperty(
        "loginTimeout",
        String.format(Locale.ROOT, "%.3f", Math.max(1, within.toMillis()) / 1000.0));
    return all;
  }

  private String url(ReplicationSource server) {
    String host = server.host();
    String literal = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return "jdbc:postgresql://" + literal + ":" + server.port() + "/" + database;
  }
}
