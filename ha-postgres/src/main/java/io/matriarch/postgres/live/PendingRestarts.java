package io.matriarch.postgres.live;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.ParameterChange;
import io.matriarch.postgres.parameters.ControlledParameters;
import io.matriarch.postgres.sql.AdminConnection;
import io.matriarch.postgres.sql.ServerStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which parameters wait for a restart of the server. That can only change when the server starts or
 * reads its files, so it is asked again only then. Used by one thread at a time.
 */
public final class PendingRestarts {
  private static final Logger LOG = LoggerFactory.getLogger(PendingRestarts.class);

  /** These follow the node's role, not somebody's wish. */
  private static final List<String> NOT_COUNTED =
      List.of(
          "hot_standby",
          "primary_conninfo",
          "primary_slot_name",
          "restore_command",
          "archive_cleanup_command",
          "recovery_end_command",
          "recovery_min_apply_delay",
          "recovery_target",
          "recovery_target_action",
          "recovery_target_inclusive",
          "recovery_target_lsn",
          "recovery_target_name",
          "recovery_target_time",
          "recovery_target_timeline",
          "recovery_target_xid",
          "promote_trigger_file");

  // The server notes a difference when it reads its files again, not when it starts: a replica
  // whose limits were raised for its data is found by comparing. It also notes one where -1 would
  // make the size of wal_buffers what it is.
  private static final String SQL =
      """
      WITH f AS MATERIALIZED (
        SELECT DISTINCT ON (lower(name)) lower(name) AS name, setting
          FROM pg_file_settings ORDER BY lower(name), seqno DESC)
      SELECT s.name, s.vartype, COALESCE(s.unit, ''), current_setting(s.name)
           , CASE WHEN f.name IS NULL THEN s.boot_val ELSE f.setting END
        FROM pg_settings s LEFT JOIN f ON f.name = s.name
       WHERE s.context = 'postmaster' AND s.name <> ALL (?)
         AND (s.pending_restart
              OR s.source = 'command line' AND s.name = ANY (?) AND f.setting <> s.setting)
         AND NOT (s.name = 'wal_buffers' AND COALESCE(f.setting, '-1') = '-1' AND s.setting::bigint =
              (SELECT LEAST(GREATEST(8, b.setting::bigint / 32),
                            w.setting::bigint / current_setting('wal_block_size')::bigint)
                 FROM pg_settings b, pg_settings w
                WHERE b.name = 'shared_buffers' AND w.name = 'wal_segment_size'))
      """;

  private final AdminConnection admin;
  private String askedFor = "";
  private SortedMap<String, ParameterChange> known = Collections.emptySortedMap();

  public PendingRestarts(AdminConnection admin) {
    this.admin = admin;
  }

  /** What waits; what was last known if it cannot be asked now. */
  public SortedMap<String, ParameterChange> look(ServerStatus status, MonoTime deadline) {
    String load = status.startedAt() + " " + status.loadedAt();
    if (!load.equals(askedFor)) {
      try {
        known = admin.call(deadline, PendingRestarts::ask);
        askedFor = load;
      } catch (SQLException e) {
        LOG.warn("cannot see which parameters wait for a restart: {}", e.getMessage());
      }
    }
    return known;
  }

  private static SortedMap<String, ParameterChange> ask(Connection connection) throws SQLException {
    SortedMap<String, ParameterChange> found = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(1, connection.createArrayOf("text", NOT_COUNTED.toArray()));
      statement.setArray(
          2, connection.createArrayOf("text", ControlledParameters.REPLICA_LIMITS.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String fresh = row.getString(5);
          found.put(
              row.getString(1),
              new ParameterChange(
                  row.getString(4),
                  fresh == null
                      ? "?"
                      : GucValue.of(row.getString(2), row.getString(3), fresh).human()));
        }
      }
    }
    return found;
  }
}
