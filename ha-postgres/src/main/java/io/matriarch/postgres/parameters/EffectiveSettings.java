package io.matriarch.postgres.parameters;

import io.matriarch.core.config.Json;
import io.matriarch.core.config.Values;
import io.matriarch.postgres.PostgresConfig;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Local and dynamic configuration together. Local values win parameter by parameter, except for the
 * controlled ones, which only the dynamic configuration may set. A dynamic configuration that
 * cannot be read counts as empty.
 *
 * @param controlled parameters that must agree between members
 * @param parameters the other server parameters
 * @param recovery parameters of recovery, e.g. {@code restore_command}
 * @param pgHba lines of {@code pg_hba.conf}; empty: not configured
 * @param useRewind whether {@code pg_rewind} may be used
 * @param useSlots whether members have replication slots
 * @param slotsTtl how long the slot of a member that is gone is kept
 */
public record EffectiveSettings(
    Map<String, String> controlled,
    Map<String, String> parameters,
    Map<String, String> recovery,
    List<String> pgHba,
    boolean useRewind,
    boolean useSlots,
    Duration slotsTtl) {
  private static final Set<String> RECOVERY =
      Set.of(
          "restore_command",
          "archive_cleanup_command",
          "recovery_end_command",
          "recovery_min_apply_delay");

  public EffectiveSettings {
    controlled = Collections.unmodifiableMap(new LinkedHashMap<>(controlled));
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    recovery = Collections.unmodifiableMap(new TreeMap<>(recovery));
    pgHba = List.copyOf(pgHba);
  }

  /** Pure; never throws. */
  public static EffectiveSettings merge(PostgresConfig local, String clusterConfig) {
    Map<String, Object> cluster = Json.object(clusterConfig).orElse(Map.of());
    Map<String, Object> postgresql = object(cluster.get("postgresql"));
    Map<String, String> dynamic = texts(postgresql.get("parameters"));

    Map<String, String> all = new TreeMap<>(dynamic);
    all.putAll(local.parameters());
    all.keySet().removeAll(ControlledParameters.NAMES);
    if (!isOff(cluster.get("synchronous_mode"))) {
      // Managed by the cluster in that mode; a fixed value would block or weaken commits.
      all.remove("synchronous_standby_names");
    }

    Map<String, String> recovery = new TreeMap<>(texts(postgresql.get("recovery_conf")));
    recovery.putAll(all);
    recovery.putAll(local.recoveryConf());
    recovery.keySet().retainAll(RECOVERY);
    all.keySet().removeIf(EffectiveSettings::isRecovery);

    return new EffectiveSettings(
        ControlledParameters.resolve(local, dynamic),
        all,
        recovery,
        local.pgHba().isEmpty() ? lines(postgresql.get("pg_hba")) : local.pgHba(),
        local.useRewind().orElse(bool(postgresql.get("use_pg_rewind"), false)),
        bool(postgresql.get("use_slots"), true),
        ttl(cluster.get("member_slots_ttl")));
  }

  /**
   * The controlled values for a replica, which must not be below those that its data was made with.
   */
  public Map<String, String> controlledForReplica(Map<String, Integer> limits) {
    Map<String, String> raised = new LinkedHashMap<>(controlled);
    for (String name : ControlledParameters.REPLICA_LIMITS) {
      long least = limits.getOrDefault(name, 0);
      raised.computeIfPresent(
          name, (n, value) -> Long.toString(Math.max(least, Long.parseLong(value))));
    }
    return raised;
  }

  private static boolean isRecovery(String name) {
    return RECOVERY.contains(name)
        || name.startsWith("recovery_target")
        || name.equals("primary_conninfo")
        || name.equals("primary_slot_name");
  }

  private static Map<String, Object> object(Object value) {
    return Json.asObject(value).orElse(Map.of());
  }

  private static Map<String, String> texts(Object value) {
    Map<String, String> texts = new TreeMap<>();
    object(value)
        .forEach(
            (name, v) -> {
              if (v instanceof String || v instanceof Number || v instanceof Boolean) {
                texts.put(name, text(v));
              }
            });
    return texts;
  }

  private static List<String> lines(Object value) {
    return Json.asArray(value).orElse(List.of()).stream().map(EffectiveSettings::text).toList();
  }

  private static String text(Object value) {
    return value instanceof Boolean on ? (on ? "on" : "off") : String.valueOf(value);
  }

  private static boolean bool(Object value, boolean otherwise) {
    return Optional.ofNullable(value).flatMap(Values::bool).orElse(otherwise);
  }

  private static boolean isOff(Object value) {
    return value == null || Values.bool(value).filter(on -> !on).isPresent();
  }

  private static Duration ttl(Object value) {
    OptionalLong seconds = value == null ? OptionalLong.empty() : Values.integer(value, "s");
    return Duration.ofSeconds(seconds.orElse(Duration.ofMinutes(30).toSeconds()));
  }
}
