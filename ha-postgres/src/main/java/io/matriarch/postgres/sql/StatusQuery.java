package io.matriarch.postgres.sql;

import io.matriarch.core.config.Json;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Everything that one look needs, in one round trip. For PostgreSQL 13 and newer. */
public final class StatusQuery {
  // Whether it is in recovery is asked once, and first: a promotion in between must not make the
  // statement call a function that only the other role has.
  private static final String SQL =
      """
      SELECT s.recovery
           , current_setting('server_version_num')::int AS version
           , to_char(pg_postmaster_start_time(), 'YYYY-MM-DD HH24:MI:SS.USTZH:TZM') AS started
           , pg_conf_load_time()::text AS loaded
           , (pg_control_system()).system_identifier::text AS system_id
           , CASE WHEN s.recovery THEN 0 ELSE
               ('x' || substr(pg_walfile_name(pg_current_wal_flush_lsn()), 1, 8))::bit(32)::int
             END AS timeline
           , CASE WHEN s.recovery THEN 0 ELSE
               pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')::bigint END AS flushed
           , COALESCE(pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0'), 0)::bigint AS replayed
           , GREATEST(COALESCE(pg_wal_lsn_diff(pg_last_wal_receive_lsn(), '0/0'), 0),
                      COALESCE(pg_wal_lsn_diff(w.written_lsn, '0/0'), 0))::bigint AS received
           , CASE WHEN w.latest_end_lsn IS NULL THEN 0 ELSE w.received_tli END AS received_tli
           , (pg_control_checkpoint()).timeline_id AS checkpoint_tli
           , to_char(pg_last_xact_replay_timestamp(), 'YYYY-MM-DD HH24:MI:SS.USTZH:TZM')
               AS replayed_at
           , CASE WHEN s.recovery THEN pg_is_wal_replay_paused() ELSE false END AS paused
           , COALESCE(w.status, '') AS receiver
           , COALESCE(pg_wal_lsn_diff(w.latest_end_lsn, '0/0'), 0)::bigint AS latest_end
           , current_setting('primary_conninfo') AS conninfo
           , current_setting('restore_command') AS restore_command
           , 'on' IN (current_setting('wal_log_hints'), current_setting('data_checksums'))
               AS hints
           , (SELECT json_object_agg(slot_name, pg_wal_lsn_diff(restart_lsn, '0/0')::bigint)
                FROM pg_get_replication_slots()
               WHERE slot_type = 'physical' AND NOT temporary AND restart_lsn IS NOT NULL
             )::text AS slots
           , (SELECT json_agg(r) FROM
               (SELECT usename, application_name, host(client_addr) AS client_addr, state
                     , sync_state, sync_priority FROM pg_stat_replication) r)::text AS replication
        FROM (SELECT pg_is_in_recovery() AS recovery OFFSET 0) s
        LEFT JOIN pg_stat_get_wal_receiver() w ON true
      """;

  private StatusQuery() {}

  public static ServerStatus ask(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SQL)) {
      row.next();
      return new ServerStatus(
          row.getBoolean("recovery"),
          row.getInt("version"),
          row.getString("started"),
          row.getString("loaded"),
          row.getString("system_id"),
          row.getLong("timeline"),
          row.getLong("flushed"),
          row.getLong("replayed"),
          row.getLong("received"),
          row.getLong("received_tli"),
          row.getLong("checkpoint_tli"),
          Optional.ofNullable(row.getString("replayed_at")),
          row.getBoolean("paused"),
          row.getString("receiver"),
          row.getLong("latest_end"),
          row.getString("conninfo"),
          row.getString("restore_command"),
          row.getBoolean("hints"),
          slots(row.getString("slots")),
          replication(row.getString("replication")));
    }
  }

  private static SortedMap<String, Long> slots(String json) {
    SortedMap<String, Long> slots = new TreeMap<>();
    Optional.ofNullable(json)
        .flatMap(Json::object)
        .orElse(Map.of())
        .forEach((name, position) -> slots.put(name, ((Number) position).longValue()));
    return slots;
  }

  private static List<Map<String, Object>> replication(String json) {
    List<Map<String, Object>> senders = new ArrayList<>();
    for (Object sender : Optional.ofNullable(json).flatMap(Json::array).orElse(List.of())) {
      Map<String, Object> fields = new LinkedHashMap<>(Json.asObject(sender).orElse(Map.of()));
      fields.values().removeIf(Objects::isNull);
      senders.add(fields);
    }
    return senders;
  }
}
