package io.matriarch.postgres.sql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The few commands of the replication protocol that are needed. */
public final class ReplicationProtocol {
  private ReplicationProtocol() {}

  /**
   * Who a server is.
   *
   * @param systemId identity of the cluster
   * @param timeline the timeline it is on
   */
  public record Identity(String systemId, long timeline) {}

  public static Identity identify(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("IDENTIFY_SYSTEM")) {
      row.next();
      return new Identity(row.getString("systemid"), row.getLong("timeline"));
    }
  }

  /** Content of the history file of a timeline. */
  public static String history(Connection connection, long timeline) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("TIMELINE_HISTORY " + timeline)) {
      row.next();
      return new String(row.getBytes("content"), StandardCharsets.UTF_8);
    }
  }
}
