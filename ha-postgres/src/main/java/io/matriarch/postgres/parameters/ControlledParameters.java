package io.matriarch.postgres.parameters;

import io.matriarch.core.config.Values;
import io.matriarch.postgres.PostgresConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The parameters that must be the same on all members: only the dynamic configuration may set them,
 * and most of them are passed on the server's command line, so that no file can override them.
 */
final class ControlledParameters {
  /** Not on the command line. */
  static final String FILE_ONLY = "wal_keep_size";

  static final Set<String> NAMES =
      Set.of(
          "listen_addresses",
          "port",
          "cluster_name",
          "wal_level",
          "hot_standby",
          "max_connections",
          "max_wal_senders",
          FILE_ONLY,
          "wal_keep_segments",
          "max_prepared_transactions",
          "max_locks_per_transaction",
          "track_commit_timestamp",
          "max_replication_slots",
          "max_worker_processes",
          "wal_log_hints");

  /** Those that a replica must not have smaller than its primary had. */
  static final List<String> REPLICA_LIMITS =
      List.of(
          "max_connections",
          "max_prepared_transactions",
          "max_locks_per_transaction",
          "max_worker_processes",
          "max_wal_senders");

  private ControlledParameters() {}

  /** The values to run with; what the cluster asks for counts if it is acceptable. */
  static Map<String, String> resolve(PostgresConfig config, Map<String, String> cluster) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("listen_addresses", String.join(",", config.listenAddresses()));
    values.put("port", Integer.toString(config.port()));
    values.put("cluster_name", config.scope());
    values.put("wal_level", "logical".equals(cluster.get("wal_level")) ? "logical" : "replica");
    values.put("hot_standby", "on");
    values.put("max_connections", atLeast(25, cluster.get("max_connections"), 100));
    values.put("max_wal_senders", atLeast(3, cluster.get("max_wal_senders"), 10));
    values.put(
        "max_prepared_transactions", atLeast(0, cluster.get("max_prepared_transactions"), 0));
    values.put(
        "max_locks_per_transaction", atLeast(32, cluster.get("max_locks_per_transaction"), 64));
    values.put("track_commit_timestamp", onOff(cluster.get("track_commit_timestamp"), "off"));
    values.put("max_replication_slots", atLeast(4, cluster.get("max_replication_slots"), 10));
    values.put("max_worker_processes", atLeast(2, cluster.get("max_worker_processes"), 8));
    values.put("wal_log_hints", onOff(cluster.get("wal_log_hints"), "on"));
    values.put(FILE_ONLY, walKeepSize(cluster));
    return values;
  }

  private static String atLeast(int minimum, String asked, int otherwise) {
    return Long.toString(number(asked, "").filter(n -> n >= minimum).orElse((long) otherwise));
  }

  private static String onOff(String asked, String otherwise) {
    return Values.bool(asked).map(on -> on ? "on" : "off").orElse(otherwise);
  }

  private static String walKeepSize(Map<String, String> cluster) {
    return number(cluster.get(FILE_ONLY), "MB")
            .filter(megabytes -> megabytes >= 16)
            .or(
                () ->
                    number(cluster.get("wal_keep_segments"), "")
                        .filter(segments -> segments >= 1)
                        .map(segments -> segments * 16))
            .orElse(128L)
        + "MB";
  }

  private static Optional<Long> number(String text, String unit) {
    OptionalLong number = text == null ? OptionalLong.empty() : Values.integer(text, unit);
    return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
  }
}
