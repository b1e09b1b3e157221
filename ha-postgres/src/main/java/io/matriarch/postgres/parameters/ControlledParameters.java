package io.matriarch.postgres.parameters;

import io.matriarch.core.config.Values;
import io.matriarch.postgres.PostgresConfig;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parameters that must be the same on all members: only the dynamic configuration may set them,
 * and most of them are passed on the server's command line, so that no file can override them.
 */
public final class ControlledParameters {
  /** Not on the command line. */
  static final String FILE_ONLY = "wal_keep_size";

  /** The older name of {@link #FILE_ONLY}, counted in segments of 16 MB. */
  static final String SEGMENTS = "wal_keep_segments";

  /** Come from where the node listens and what its cluster is called. */
  static final Set<String> PER_NODE = Set.of("listen_addresses", "port", "cluster_name");

  private static final int MOST = 262_143;

  static final Map<String, ControlledRule> RULES = rules();

  static final Set<String> NAMES = names();

  /** Those that a replica must not have smaller than its primary had. */
  public static final List<String> REPLICA_LIMITS =
      List.of(
          "max_connections",
          "max_prepared_transactions",
          "max_locks_per_transaction",
          "max_worker_processes",
          "max_wal_senders");

  private ControlledParameters() {}

  private static Map<String, ControlledRule> rules() {
    Map<String, ControlledRule> rules = new LinkedHashMap<>();
    rules.put("wal_level", ControlledRule.walLevel());
    rules.put("hot_standby", ControlledRule.on());
    rules.put("max_connections", ControlledRule.number(25, MOST, 100));
    rules.put("max_wal_senders", ControlledRule.number(3, MOST, 10));
    rules.put("max_prepared_transactions", ControlledRule.number(0, MOST, 0));
    rules.put("max_locks_per_transaction", ControlledRule.number(32, Integer.MAX_VALUE, 64));
    rules.put("track_commit_timestamp", ControlledRule.onOff("off"));
    rules.put("max_replication_slots", ControlledRule.number(4, MOST, 10));
    rules.put("max_worker_processes", ControlledRule.number(2, MOST, 8));
    rules.put("wal_log_hints", ControlledRule.onOff("on"));
    rules.put(FILE_ONLY, ControlledRule.number("MB", "MB", 16, Integer.MAX_VALUE, 128));
    rules.put(SEGMENTS, ControlledRule.number(1, Integer.MAX_VALUE / 16, 8));
    return Collections.unmodifiableMap(rules);
  }

  private static Set<String> names() {
    Set<String> names = new TreeSet<>(RULES.keySet());
    names.addAll(PER_NODE);
    return Collections.unmodifiableSet(names);
  }

  /** The values to run with; what the cluster asks for counts if it is acceptable. */
  static Map<String, String> resolve(PostgresConfig config, Map<String, String> cluster) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("listen_addresses", String.join(",", config.listenAddresses()));
    values.put("port", Integer.toString(config.port()));
    values.put("cluster_name", config.scope());
    RULES.forEach((name, rule) -> values.put(name, rule.resolve(cluster.get(name))));
    String segments = values.remove(SEGMENTS);
    if (!cluster.containsKey(FILE_ONLY) && cluster.containsKey(SEGMENTS)) {
      values.put(FILE_ONLY, Values.integer(segments, "").orElseThrow() * 16 + "MB");
    }
    return values;
  }
}
