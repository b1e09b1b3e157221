package io.matriarch.postgres.parameters;

import io.matriarch.core.config.Json;
import io.matriarch.core.config.Values;
import io.matriarch.postgres.PostgresConfig;
import io.matriarch.postgres.RoleVariants;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
 * @param pgIdent lines of {@code pg_ident.conf}; empty: not configured
 * @param customConf file to include instead of {@code postgresql.base.conf}
 * @param variants what differs for one role
 * @param useRewind whether {@code pg_rewind} may be used
 * @param useSlots whether members have replication slots
 * @param slots slots that are no member's
 * @param slotsTtl how long the slot of a member that is gone is kept
 * @param pgCtlTimeout how long a start or a promotion may take
 */
public record EffectiveSettings(
    Map<String, String> controlled,
    Map<String, String> parameters,
    Map<String, String> recovery,
    List<String> pgHba,
    List<String> pgIdent,
    Optional<String> customConf,
    RoleVariants variants,
    boolean useRewind,
    boolean useSlots,
    SlotWishes slots,
    Duration slotsTtl,
    Duration pgCtlTimeout) {

  public EffectiveSettings {
    controlled = Collections.unmodifiableMap(new LinkedHashMap<>(controlled));
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    recovery = Collections.unmodifiableMap(new TreeMap<>(recovery));
    pgHba = List.copyOf(pgHba);
    pgIdent = List.copyOf(pgIdent);
  }

  /** Pure; never throws. */
  public static EffectiveSettings merge(PostgresConfig local, String clusterConfig) {
    ClusterSection cluster = new ClusterSection(Json.object(clusterConfig).orElse(Map.of()));
    ClusterSection postgresql = cluster.section("postgresql");
    Map<String, String> dynamic = postgresql.texts("parameters");

    Map<String, String> all = new TreeMap<>(dynamic);
    all.putAll(local.parameters());
    all.keySet().removeAll(ControlledParameters.NAMES);
    if (!isOff(cluster.get("synchronous_mode"))) {
      // Managed by the cluster in that mode; a fixed value would block or weaken commits.
      all.remove("synchronous_standby_names");
    }

    Map<String, String> recovery = postgresql.texts("recovery_conf");
    recovery.putAll(all);
    recovery.putAll(local.recoveryConf());
    recovery.keySet().retainAll(RecoveryParameters.CONFIGURABLE);
    all.keySet().removeIf(RecoveryParameters::isOne);

    return new EffectiveSettings(
        ControlledParameters.resolve(local, dynamic),
        all,
        recovery,
        local.pgHba().isEmpty() ? postgresql.lines("pg_hba") : local.pgHba(),
        local.files().pgIdent().isEmpty() ? postgresql.lines("pg_ident") : local.files().pgIdent(),
        local.files().customConf().or(() -> postgresql.text("custom_conf")),
        local.files().variants().over(postgresql.variants()),
        local.useRewind().orElse(postgresql.flag("use_pg_rewind", false)),
        postgresql.flag("use_slots", true),
        SlotWishes.of(cluster),
        seconds(cluster.get("member_slots_ttl"), Duration.ofMinutes(30)),
        local
            .ownPgCtlTimeout()
            .orElse(seconds(postgresql.get("pg_ctl_timeout"), PostgresConfig.PG_CTL_TIMEOUT)));
  }

  /** The same for a server in this role. Controlled parameters are the same in all roles. */
  public EffectiveSettings forRole(ServerRole role) {
    Map<String, String> own = new TreeMap<>(variants.parameters().getOrDefault(role, Map.of()));
    own.keySet().removeAll(ControlledParameters.NAMES);
    own.keySet().removeIf(RecoveryParameters::isOne);
    Map<String, String> all = new TreeMap<>(parameters);
    all.putAll(own);
    return new EffectiveSettings(
        controlled,
        all,
        recovery,
        variants.pgHba().getOrDefault(role, pgHba),
        variants.pgIdent().getOrDefault(role, pgIdent),
        customConf,
        RoleVariants.NONE,
        useRewind,
        useSlots,
        slots,
        slotsTtl,
        pgCtlTimeout);
  }

  /** The same with what a server can use of its parameters. */
  EffectiveSettings with(Map<String, String> usable, Map<String, String> usableRecovery) {
    return new EffectiveSettings(
        controlled,
        usable,
        usableRecovery,
        pgHba,
        pgIdent,
        customConf,
        variants,
        useRewind,
        useSlots,
        slots,
        slotsTtl,
        pgCtlTimeout);
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

  private static boolean isOff(Object value) {
    return value == null || Values.bool(value).filter(on -> !on).isPresent();
  }

  private static Duration seconds(Object value, Duration otherwise) {
    OptionalLong seconds = value == null ? OptionalLong.empty() : Values.integer(value, "s");
    return seconds.isPresent() && seconds.getAsLong() >= 0
        ? Duration.ofSeconds(seconds.getAsLong())
        : otherwise;
  }
}
