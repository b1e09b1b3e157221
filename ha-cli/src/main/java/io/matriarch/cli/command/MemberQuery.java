package io.matriarch.cli.command;

import io.matriarch.cli.cluster.MemberAddress;
import io.matriarch.cli.cluster.RoleFilter;
import io.matriarch.cli.format.Column;
import io.matriarch.cli.format.Table;
import io.matriarch.core.model.MemberRecord;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs SQL on one member. Connecting is bounded; what is run may take as long as it needs.
 *
 * @param login as whom
 * @param clock for the time in messages
 */
record MemberQuery(DatabaseLogin login, Clock clock) {

  /** A failure is a row, too. */
  Table run(MemberRecord member, Optional<RoleFilter> role, String sql) {
    Optional<MemberAddress> address = MemberAddress.of(member);
    if (address.isEmpty()) {
      return message(clock, "No connection to member " + member.name() + " is available");
    }
    try (Connection connection =
            DriverManager.getConnection(url(member, address.get()), login.properties());
        Statement statement = connection.createStatement()) {
      if (role.isPresent() && !fits(statement, role.get())) {
        return message(clock, "No connection to role " + role.get() + " is available");
      }
      return statement.execute(sql) ? table(statement) : new Table(List.of(), List.of());
    } catch (SQLException e) {
      return message(clock, "ERROR, SQLSTATE: " + state(e) + firstLine(e));
    }
  }

  /** One row without a heading: when, and what. */
  static Table message(Clock clock, String text) {
    return new Table(List.of(), List.of(List.of(Moments.seconds(clock), text)));
  }

  private String url(MemberRecord member, MemberAddress address) {
    String host = address.host().contains(":") ? "[" + address.host() + "]" : address.host();
    String published = URI.create(member.connUrl()).getPath();
    String path = login.database().map(name -> "/" + name).orElse(published);
    return "jdbc:postgresql://%s:%d%s".formatted(host, address.port(), path);
  }

  /** What the store says may be outdated; the server knows. */
  private static boolean fits(Statement statement, RoleFilter role) throws SQLException {
    try (ResultSet result = statement.executeQuery("SELECT pg_catalog.pg_is_in_recovery()")) {
      result.next();
      boolean recovering = result.getBoolean(1);
      return switch (role) {
        case PRIMARY -> !recovering;
        case REPLICA, STANDBY, STANDBY_LEADER -> recovering;
        case LEADER, ANY -> true;
      };
    }
  }

  private static Table table(Statement statement) throws SQLException {
    try (ResultSet result = statement.getResultSet()) {
      ResultSetMetaData meta = result.getMetaData();
      List<Column> columns = new ArrayList<>();
      for (int i = 1; i <= meta.getColumnCount(); i++) {
        columns.add(Column.left(meta.getColumnLabel(i)));
      }
      List<List<Object>> rows = new ArrayList<>();
      while (result.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= columns.size(); i++) {
          row.add(value(result, i));
        }
        rows.add(row);
      }
      return new Table(columns, rows);
    }
  }

  /** Numbers and booleans keep their kind, everything else is PostgreSQL's own text. */
  private static Object value(ResultSet result, int column) throws SQLException {
    Object value = result.getObject(column);
    return value instanceof Boolean
            || value instanceof Integer
            || value instanceof Long
            || value instanceof Double
        ? value
        : result.getString(column);
  }

  private static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState() + " ";
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
