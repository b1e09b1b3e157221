package io.matriarch.postgres.sql;

import io.matriarch.core.config.Json;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What decides how long a stop would take, and a promotion elsewhere after it. */
public final class HandOverQuery {
  private static final String SQL =
      """
      SELECT CASE WHEN s.recovery THEN 0 ELSE
               pg_wal_lsn_diff(pg_current_wal_insert_lsn(),
                               (pg_control_checkpoint()).redo_lsn)::bigint
             END AS unsaved
           , CASE WHEN s.recovery THEN NULL ELSE
               (SELECT json_object_agg(
                         pid, pg_wal_lsn_diff(pg_current_wal_flush_lsn(), replay_lsn)::bigint)
                  FROM pg_stat_replication
                 WHERE state IN ('catchup', 'streaming') AND replay_lsn IS NOT NULL)::text
             END AS behind
           , (NOT s.recovery
              AND clock_timestamp() < pg_postmaster_start_time() + interval '5.5 s'
              AND EXISTS (SELECT FROM pg_replication_slots
                           WHERE slot_type = 'physical' AND restart_lsn IS NOT NULL
                             AND NOT temporary AND NOT active)) AS returning
        FROM (SELECT pg_is_in_recovery() AS recovery OFFSET 0) s
      """;

  private HandOverQuery() {}

  /**
   * The answer.
   *
   * @param unsavedBytes what was written since the last checkpoint began, as a measure of what the
   *     shutdown checkpoint has to do; 0 on a replica
   * @param behindBytes how far each connected replica is behind in replay, by its sender's process
   * @param returning the server has only just been started, and of the replicas that streamed
   *     before not all are back yet: they ask again after {@code wal_retrieve_retry_interval}, five
   *     seconds, and the one that is to take over may be the last
   */
  public record Answer(long unsavedBytes, SortedMap<String, Long> behindBytes, boolean returning) {}

  public static Answer ask(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SQL)) {
      row.next();
      SortedMap<String, Long> behind = new TreeMap<>();
      Optional.ofNullable(row.getString("behind"))
          .flatMap(Json::object)
          .orElse(Map.of())
          .forEach((pid, bytes) -> behind.put(pid, ((Number) bytes).longValue()));
      return new Answer(row.getLong("unsaved"), behind, row.getBoolean("returning"));
    }
  }
}
