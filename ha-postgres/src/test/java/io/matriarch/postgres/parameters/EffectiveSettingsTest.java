package io.matriarch.postgres.parameters;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.postgres.PostgresConfig;
import io.matriarch.postgres.PostgresConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EffectiveSettingsTest {
  private final PostgresConfigBuilder local =
      PostgresConfig.builder("n1", "batman", Path.of("/data")).listen(List.of("*"), 5433);

  private EffectiveSettings merge(String cluster) {
    return EffectiveSettings.merge(local.build(), cluster);
  }

  @Test
  void controlledParametersHaveDefaultsWithoutADynamicConfiguration() {
    EffectiveSettings settings = merge("{}");

    assertThat(settings.controlled())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("listen_addresses", "*"),
                Map.entry("port", "5433"),
                Map.entry("cluster_name", "batman"),
                Map.entry("wal_level", "replica"),
                Map.entry("hot_standby", "on"),
                Map.entry("max_connections", "100"),
                Map.entry("max_wal_senders", "10"),
                Map.entry("wal_keep_size", "128MB"),
                Map.entry("max_prepared_transactions", "0"),
                Map.entry("max_locks_per_transaction", "64"),
                Map.entry("track_commit_timestamp", "off"),
                Map.entry("max_replication_slots", "10"),
                Map.entry("max_worker_processes", "8"),
                Map.entry("wal_log_hints", "on")));
    assertThat(settings.useSlots()).isTrue();
    assertThat(settings.useRewind()).isFalse();
    assertThat(settings.slotsTtl()).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void aParameterWithoutAValueIsNone() {
    EffectiveSettings settings =
        merge("{\"postgresql\":{\"parameters\":{\"work_mem\":null,\"max_connections\":null}}}");

    assertThat(settings.parameters()).doesNotContainKey("work_mem");
    assertThat(settings.controlled()).containsEntry("max_connections", "100");
  }

  @Test
  void theLocalConfigurationWinsExceptForControlledParameters() {
    local.parameters(Map.of("work_mem", "8MB", "max_connections", "500", "port", "1"));

    EffectiveSettings settings =
        merge(
            """
            {"postgresql": {"parameters":
              {"work_mem": "4MB", "max_connections": 200, "jit": false, "port": 7}}}
            """);

    assertThat(settings.parameters())
        .containsExactlyInAnyOrderEntriesOf(Map.of("work_mem", "8MB", "jit", "off"));
    assertThat(settings.controlled()).containsEntry("max_connections", "200");
    assertThat(settings.controlled()).containsEntry("port", "5433");
  }

  @Test
  void controlledValuesThatAreNotAcceptableGiveWayToTheDefault() {
    EffectiveSettings settings =
        merge(
            """
            {"postgresql": {"parameters":
              {"max_connections": 5, "max_wal_senders": "many", "wal_level": "minimal",
               "wal_keep_size": "1MB", "wal_log_hints": "perhaps", "hot_standby": "off",
               "max_worker_processes": -1}}}
            """);

    assertThat(settings.controlled()).isEqualTo(merge("{}").controlled());
  }

  @Test
  void theSizeOfKeptWalIsReadWithItsUnitAndFromItsOlderName() {
    assertThat(keep("\"wal_keep_size\": \"1GB\"")).isEqualTo("1024MB");
    assertThat(keep("\"wal_keep_size\": 256")).isEqualTo("256MB");
    assertThat(keep("\"wal_keep_segments\": 4")).isEqualTo("64MB");
  }

  private String keep(String parameter) {
    return merge("{\"postgresql\": {\"parameters\": {" + parameter + "}}}")
        .controlled()
        .get("wal_keep_size");
  }

  @Test
  void recoveryParametersAreMovedOutOfTheServerParameters() {
    local.parameters(Map.of("archive_cleanup_command", "clean"));
    local.recoveryConf(Map.of("restore_command", "local", "recovery_target_time", "now"));

    EffectiveSettings settings =
        merge(
            """
            {"postgresql": {"recovery_conf": {"restore_command": "dynamic"},
              "parameters": {"primary_conninfo": "host=x", "recovery_target": "immediate"}}}
            """);

    assertThat(settings.recovery())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("restore_command", "local", "archive_cleanup_command", "clean"));
    assertThat(settings.parameters()).isEmpty();
  }

  @Test
  void linesOfPgHbaAreTheLocalOnesIfThereAreAny() {
    String cluster = "{\"postgresql\": {\"pg_hba\": [\"host all all all md5\"]}}";

    assertThat(merge(cluster).pgHba()).containsExactly("host all all all md5");
    local.pgHba(List.of("local all all trust"));
    assertThat(merge(cluster).pgHba()).containsExactly("local all all trust");
  }

  @Test
  void aFixedListOfSynchronousStandbysCountsOnlyOutsideSynchronousMode() {
    String parameters = "\"postgresql\": {\"parameters\": {\"synchronous_standby_names\": \"x\"}}";

    assertThat(merge("{" + parameters + "}").parameters()).containsKey("synchronous_standby_names");
    assertThat(merge("{\"synchronous_mode\": \"quorum\", " + parameters + "}").parameters())
        .isEmpty();
  }

  @Test
  void rewindAndSlotsFollowTheClusterAndTheLocalWordOnRewindWins() {
    String cluster = "{\"postgresql\": {\"use_pg_rewind\": \"yes\", \"use_slots\": \"off\"}}";

    assertThat(merge(cluster).useRewind()).isTrue();
    assertThat(merge(cluster).useSlots()).isFalse();
    local.useRewind(false);
    assertThat(merge(cluster).useRewind()).isFalse();
  }

  @Test
  void aDynamicConfigurationThatIsNoObjectCountsAsEmpty() {
    assertThat(merge("not json")).isEqualTo(merge("{}"));
    assertThat(merge("[1]")).isEqualTo(merge("{}"));
    assertThat(merge("{\"postgresql\": 5}")).isEqualTo(merge("{}"));
  }

  @Test
  void aReplicaKeepsTheLimitsThatItsDataWasMadeWith() {
    EffectiveSettings settings = merge("{}");

    Map<String, String> raised =
        settings.controlledForReplica(Map.of("max_connections", 250, "max_worker_processes", 1));

    assertThat(raised).containsEntry("max_connections", "250");
    assertThat(raised).containsEntry("max_worker_processes", "8");
  }

  @Test
  void otherKeysOfTheClusterCountWhereTheNodeSaysNothing() {
    String cluster =
        """
        {"member_slots_ttl": -1,
         "postgresql": {"pg_ctl_timeout": "2min", "custom_conf": "x.conf", "pg_ident": ["m a b"],
           "parameters": {"work_mem": "1MB", "jit": false},
           "parameters_replica": {"work_mem": "2MB", "max_connections": 7},
           "pg_hba_primary": ["local all all trust"]}}
        """;

    assertThat(merge(cluster).pgCtlTimeout()).isEqualTo(Duration.ofMinutes(2));
    assertThat(merge(cluster).customConf()).hasValue("x.conf");
    assertThat(merge(cluster).pgIdent()).containsExactly("m a b");
    assertThat(merge(cluster).slotsTtl()).isEqualTo(Duration.ofMinutes(30));
    assertThat(merge(cluster).forRole(ServerRole.REPLICA).parameters())
        .containsExactlyInAnyOrderEntriesOf(Map.of("work_mem", "2MB", "jit", "off"));
    assertThat(merge(cluster).forRole(ServerRole.REPLICA).controlled())
        .containsEntry("max_connections", "100");
    assertThat(merge(cluster).forRole(ServerRole.REPLICA).pgHba()).isEmpty();
    assertThat(merge(cluster).forRole(ServerRole.PRIMARY).pgHba()).hasSize(1);
    assertThat(merge(cluster).forRole(ServerRole.STANDBY_LEADER).parameters())
        .containsEntry("work_mem", "1MB");

    local
        .pgCtlTimeout(Duration.ofSeconds(5))
        .customConf("own.conf")
        .pgIdent(List.of("own"))
        .pgHba(ServerRole.PRIMARY, List.of("own"))
        .parameters(ServerRole.REPLICA, Map.of("work_mem", "3MB"));
    assertThat(merge(cluster).pgCtlTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(merge(cluster).customConf()).hasValue("own.conf");
    assertThat(merge(cluster).pgIdent()).containsExactly("own");
    assertThat(merge(cluster).forRole(ServerRole.PRIMARY).pgHba()).containsExactly("own");
    assertThat(merge(cluster).forRole(ServerRole.REPLICA).parameters())
        .containsEntry("work_mem", "3MB");
  }
}
