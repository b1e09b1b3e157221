package io.matriarch.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the server's section may say beside what every file says. */
class PostgresReaderTest {

  @Test
  void everyKeyThatIsDocumentedIsRead() throws Exception {
    AgentConfig config =
        ExampleYaml.with(
            "  pgpass: /tmp/pgpass\n",
            """
              proxy_address: pool.example.com:6432
              config_dir: /etc/postgresql
              config_base_name: server
              custom_conf: /etc/custom.conf
              bin_name: {pg_rewind: pg_rewind-15}
              krbsrvname: pg
              use_unix_socket: true
              use_unix_socket_repl: on
              pg_ident: [a b c]
              parameters_primary: {work_mem: 8MB}
              pg_hba_replica: [local all all peer]
              pg_ident_standby_leader: []
              recovery_conf: {restore_command: cp %f %p}
            """);
    PostgresSection postgres = config.postgres();

    assertThat(config.warnings()).isEmpty();
    assertThat(postgres.proxyUrl()).isEqualTo("postgres://pool.example.com:6432/postgres");
    assertThat(postgres.binNames()).isEqualTo(Map.of("pg_rewind", "pg_rewind-15"));
    assertThat(postgres.access().krbsrvname()).contains("pg");
    assertThat(postgres.access().socket()).isTrue();
    assertThat(postgres.access().replicationSocket()).isTrue();
    assertThat(postgres.files().configDir()).contains(Path.of("/etc/postgresql"));
    assertThat(postgres.files().baseName()).contains("server");
    assertThat(postgres.files().customConf()).contains("/etc/custom.conf");
    assertThat(postgres.files().pgIdent()).containsExactly("a b c");
    assertThat(postgres.files().roles().get("primary").parameters())
        .isEqualTo(Map.of("work_mem", "8MB"));
    assertThat(postgres.files().roles().get("primary").pgHba()).isEmpty();
    assertThat(postgres.files().roles().get("replica").pgHba())
        .contains(List.of("local all all peer"));
    assertThat(postgres.files().roles().get("standby_leader").pgIdent()).contains(List.of());
    assertThat(postgres.recoveryConf()).isEqualTo(Map.of("restore_command", "cp %f %p"));
  }

  @Test
  void commandsOfTheOperatorAreReadAndNotPrinted() throws Exception {
    AgentConfig config =
        ExampleYaml.with(
            "  pgpass: /tmp/pgpass\n",
            """
              callbacks: {on_start: /bin/note hidden, on_stop: '', on_whim: x}
              pre_promote: /bin/ask hidden
              before_stop: /bin/wait
            """);
    HooksSection hooks = config.postgres().hooks();

    assertThat(hooks.callbacks()).isEqualTo(Map.of("on_start", "/bin/note hidden"));
    assertThat(hooks.prePromote()).contains("/bin/ask hidden");
    assertThat(hooks.beforeStop()).contains("/bin/wait");
    assertThat(config.toString()).doesNotContain("hidden");
    assertThat(config.warnings())
        .containsExactly(
            "node.yml: postgresql.callbacks.on_whim: is not known to, or not supported by, this"
                + " version and has no effect");
  }

  @Test
  void waysToMakeAReplicaAreRead() throws Exception {
    AgentConfig config =
        ExampleYaml.with(
            "  pgpass: /tmp/pgpass\n",
            """
              create_replica_methods: [pgbackrest, basebackup, plain]
              pgbackrest: {command: /bin/restore hidden, keep_data: on, no_leader: 1, delta: true, jobs: 4}
              basebackup: [verbose, max-rate: 100M, --checkpoint: fast]
              rewind: [debug]
              remove_data_directory_on_rewind_failure: true
              copy_patience: 600
            """);
    CopiesSection copies = config.postgres().copies();

    assertThat(copies.methods())
        .containsExactly(
            new CopiesSection.Method(
                "pgbackrest",
                "/bin/restore hidden",
                true,
                true,
                false,
                Map.of("delta", "True", "jobs", "4")),
            new CopiesSection.Method("basebackup", "", false, false, false, Map.of()),
            new CopiesSection.Method("plain", "plain", false, false, false, Map.of()));
    assertThat(copies.basebackup()).containsExactly("verbose", "max-rate=100M", "checkpoint=fast");
    assertThat(copies.rewind()).containsExactly("debug");
    assertThat(copies.removeOnRewindFailure()).isTrue();
    assertThat(copies.removeOnDivergedTimelines()).isFalse();
    assertThat(copies.patience()).contains(Duration.ofMinutes(10));
    assertThat(config.warnings()).isEmpty();
    assertThat(config.toString()).doesNotContain("hidden");
  }

  @Test
  void howConnectionsAreSecuredBelongsToTheUser() throws Exception {
    AgentConfig config =
        ExampleYaml.with(
            "superuser: {username: postgres, password: top-secret}",
            "superuser: {username: postgres, sslmode: verify-full, sslpassword: hidden, sslkey: ''}");

    assertThat(config.postgres().superuser().connection())
        .isEqualTo(Map.of("sslmode", "verify-full", "sslpassword", "hidden"));
    assertThat(config.toString()).doesNotContain("hidden");
  }

  @Test
  void aVeryOldFileNamesTheUsersWithoutASectionOfTheirOwn() throws Exception {
    AgentConfig config =
        ExampleYaml.read(
            ExampleYaml.GOOD
                .replace("  authentication:\n", "")
                .replace("    superuser:", "  superuser:")
                .replace("    replication:", "  replication:"));

    assertThat(config.postgres().superuser().password()).contains("top-secret");
    assertThat(config.postgres().replication().username()).isEqualTo("replicator");
  }
}
