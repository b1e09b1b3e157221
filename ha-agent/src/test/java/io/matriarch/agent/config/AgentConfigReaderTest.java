package io.matriarch.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentConfigReaderTest {

  @Test
  void aWholeFileIsRead() throws Exception {
    AgentConfig config = ExampleYaml.read(ExampleYaml.GOOD);

    assertThat(config.cluster().basePath()).isEqualTo("/db/batman");
    assertThat(config.name().value()).isEqualTo("node-1");
    assertThat(config.rest().listen()).isEqualTo(new HostPort("0.0.0.0", 8008));
    assertThat(config.rest().apiUrl()).isEqualTo("http://10.0.0.1:8008/patroni");
    assertThat(config.store().name()).isEqualTo("zookeeper");
    assertThat(config.store().settings()).containsEntry("hosts", List.of("zk1:2181", "zk2:2181"));
    assertThat(config.tags().values()).isEqualTo(Map.of("clonefrom", true, "zone", "north"));
    assertThat(config.log().level()).isEqualTo("WARN");
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void theBootstrapSectionBecomesOptionsAndADocument() throws Exception {
    BootstrapSection bootstrap = ExampleYaml.read(ExampleYaml.GOOD).bootstrap();

    assertThat(bootstrap.dcs())
        .isEqualTo(
            "{\"ttl\":30,\"loop_wait\":10,\"postgresql\":"
                + "{\"use_pg_rewind\":true,\"parameters\":{\"max_connections\":50}}}");
    assertThat(bootstrap.initdb()).containsExactly("--encoding=UTF8", "--data-checksums");
    assertThat(bootstrap.pgHba()).containsExactly("host all all 0.0.0.0/0 md5");
  }

  @Test
  void anotherWayToCreateTheClusterIsRead() throws Exception {
    AgentConfig config =
        ExampleYaml.with(
            "bootstrap:\n",
            """
            bootstrap:
              method: restore
              restore:
                command: /bin/restore hidden
                no_params: true
                keep_existing_recovery_conf: false
                delta: true
                jobs: 4
                recovery_conf: {recovery_target_timeline: latest}
              post_init: /bin/fill hidden
            """);
    BootstrapSection bootstrap = config.bootstrap();

    assertThat(bootstrap.method())
        .contains(
            new BootstrapMethod(
                "restore",
                "/bin/restore hidden",
                true,
                Map.of("delta", "True", "jobs", "4"),
                false,
                Map.of("recovery_target_timeline", "latest")));
    assertThat(bootstrap.postBootstrap()).contains("/bin/fill hidden");
    assertThat(config.warnings()).isEmpty();
    assertThat(config.toString()).doesNotContain("hidden");
  }

  @Test
  void theServersSectionIsRead() throws Exception {
    PostgresSection postgres = ExampleYaml.read(ExampleYaml.GOOD).postgres();

    assertThat(postgres.listenAddresses()).isEqualTo("10.0.0.1,127.0.0.1");
    assertThat(postgres.port()).isEqualTo(5432);
    assertThat(postgres.connUrl()).isEqualTo("postgres://10.0.0.1:5432/postgres");
    assertThat(postgres.dataDir()).isEqualTo(Path.of("/var/lib/data"));
    assertThat(postgres.binDir()).contains(Path.of("/usr/lib/bin"));
    assertThat(postgres.pgpass()).contains(Path.of("/tmp/pgpass"));
    assertThat(postgres.startTimeout()).contains(Duration.ofSeconds(90));
    assertThat(postgres.usePgRewind()).contains(true);
    assertThat(postgres.replication().password()).contains("12345");
    assertThat(postgres.rewind()).isEmpty();
    assertThat(postgres.parameters())
        .isEqualTo(Map.of("shared_buffers", "128MB", "hot_standby", "on", "port_offset", "0.5"));
    assertThat(postgres.pgHba()).containsExactly("local all all trust");
  }

  @Test
  void initdbOptionsMayBeAMapping() throws Exception {
    AgentConfig config =
        ExampleYaml.with(
            "    - encoding: UTF8\n    - data-checksums\n",
            "    locale: C\n    data-checksums: true\n");

    assertThat(config.bootstrap().initdb()).containsExactly("--locale=C", "--data-checksums");
  }

  @Test
  void whatMayBeLeftOutHasADefault() throws Exception {
    AgentConfig config =
        ExampleYaml.read(
            """
            scope: batman
            name: a
            restapi: {listen: "[::1]:8008"}
            zookeeper: {hosts: zk1:2181}
            postgresql:
              listen: 127.0.0.1
              data_dir: data
              authentication:
                superuser: {username: postgres}
                replication: {username: replicator}
            """);

    assertThat(config.cluster().basePath()).isEqualTo("/service/batman");
    assertThat(config.rest().apiUrl()).isEqualTo("http://[::1]:8008/patroni");
    assertThat(config.postgres().connUrl()).isEqualTo("postgres://127.0.0.1:5432/postgres");
    assertThat(config.postgres().dataDir()).isAbsolute();
    assertThat(config.postgres().usePgRewind()).isEmpty();
    assertThat(config.bootstrap().dcs()).isEqualTo("{}");
    assertThat(config.log().level()).isEqualTo("INFO");
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void passwordsAreNeverPrinted() throws Exception {
    AgentConfig config =
        ExampleYaml.with("hosts: [zk1:2181, zk2:2181]", "hosts: zk1:2181\n  auth: very-hidden");

    assertThat(config.toString()).doesNotContain("top-secret", "12345", "very-hidden");
  }

  @Test
  void aDateStaysTheTextThatItIs() throws Exception {
    AgentConfig config = ExampleYaml.with("zone: north", "since: 2024-05-01");

    assertThat(config.tags().values()).containsEntry("since", "2024-05-01");
  }

  @Test
  void unknownKeysAreWarnedAboutByTheirFullNameOnce() throws Exception {
    AgentConfig config =
        ExampleYaml.read(
            ExampleYaml.GOOD.replace("  pg_ctl_timeout: 90\n", "  imagined: x\n")
                + "mystery: {insecure: true, certfile: x}\n"
                + "ttl: 30\n");

    assertThat(config.warnings())
        .containsExactlyInAnyOrder(
            "node.yml: postgresql.imagined: is not known to, or not supported by, this version"
                + " and has no effect",
            "node.yml: mystery: is not known to, or not supported by, this version and has no effect",
            "node.yml: ttl: is not read here; set it below bootstrap.dcs or in the dynamic"
                + " configuration");
  }

  @Test
  void theFirstStoreThatIsAvailableIsTaken() throws Exception {
    AgentConfig config = ExampleYaml.read("etcd3: {host: x}\n" + ExampleYaml.GOOD);

    assertThat(config.store().name()).isEqualTo("zookeeper");
    assertThat(config.warnings())
        .containsExactly("node.yml: etcd3: is ignored, because the store is zookeeper");
  }

  @Test
  void timeoutsThatDoNotFitAreAdjustedWithAWarning() throws Exception {
    AgentConfig config = ExampleYaml.with("ttl: 30", "ttl: 2");

    assertThat(config.warnings()).isNotEmpty();
    assertThat(config.warnings().get(0)).startsWith("node.yml: bootstrap.dcs.ttl: '2' ");
  }

  @Test
  void aTagThatIsTextIsPublishedAsText() throws Exception {
    AgentConfig config =
        ExampleYaml.with(
            "zone: north", "nofailover: true\n  failover_priority: '1'\n  nosync: 'no'");

    assertThat(config.tags().values())
        .containsEntry("failover_priority", "1")
        .containsEntry("nofailover", true)
        .containsEntry("nosync", "no");
    assertThat(config.warnings().get(0))
        .endsWith("failover_priority: 1. Defaulting to nofailover: True");
  }

  @Test
  void aConflictBetweenTagsIsWarnedAbout() throws Exception {
    AgentConfig config =
        ExampleYaml.with("zone: north", "nofailover: false\n  failover_priority: 0");

    assertThat(config.warnings())
        .containsExactly(
            "node.yml: Conflicting configuration between nofailover: False and"
                + " failover_priority: 0. Defaulting to nofailover: False");
    assertThat(config.tags().nofailover()).isFalse();
  }
}
