package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.StopMode;
import io.matriarch.postgres.parameters.ServerRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which files a server gets, and that it starts with them. */
class ConfigurationTest {
  private static final List<String> HBA =
      List.of("host all all 127.0.0.1/32 trust", "host replication all 127.0.0.1/32 trust");

  @RegisterExtension final PostgresHarness harness = new PostgresHarness();

  @Test
  void whatTheServerWouldRefuseIsLeftOutAndTheRestCounts() throws Exception {
    Map<String, String> odd =
        TestNode.parameters(
            Map.of(
                "nosuch_parameter", "1",
                "wal_sync_method", "sideways",
                "enable_seqscan", "perhaps",
                "vacuum_cost_limit", "1000000",
                "work_mem", "5MB",
                "zero_damaged_pages", "off",
                "ext.parameter", "x",
                "recovery_min_apply_delay", "long"));
    TestNode a = harness.node("a").with(builder -> builder.parameters(odd)).primary();

    assertThat(a.ask("SHOW work_mem")).isEqualTo("5MB");
    assertThat(a.ask("SHOW vacuum_cost_limit")).isEqualTo("10000");
    assertThat(a.ask("SHOW ext.parameter")).isEqualTo("x");
    assertThat(Files.readString(a.dataDir.resolve("postgresql.conf")))
        .contains("zero_damaged_pages")
        .doesNotContain("nosuch", "wal_sync_method", "enable_seqscan", "recovery_min_apply_delay");
  }

  @Test
  void listsForPgHbaAndPgIdentAreWrittenUnlessOtherFilesAreNamed() throws Exception {
    TestNode a =
        harness
            .node("a")
            .with(builder -> builder.pgHba(HBA).pgIdent(List.of("m one two")))
            .primary();

    assertThat(Files.readString(a.dataDir.resolve("pg_hba.conf"))).contains(HBA);
    assertThat(Files.readString(a.dataDir.resolve("pg_ident.conf"))).contains("m one two");
    assertThat(a.ask("SHOW hba_file")).isEqualTo(a.dataDir.resolve("pg_hba.conf").toString());

    Files.copy(a.dataDir.resolve("pg_hba.conf"), a.dataDir.resolve("own.conf"));
    Files.setPosixFilePermissions(
        a.dataDir.resolve("own.conf"), PosixFilePermissions.fromString("rw-r--r--"));
    a.stop(StopMode.FAST);
    a.with(
        builder ->
            builder
                .pgHba(List.of("host all all 0.0.0.0/0 reject"))
                .parameters(TestNode.parameters(Map.of("hba_file", "own.conf"))));
    a.startAsPrimary();

    assertThat(a.ask("SHOW hba_file")).isEqualTo(a.dataDir.resolve("own.conf").toString());
    assertThat(Files.readString(a.dataDir.resolve("pg_hba.conf"))).doesNotContain("reject");
  }

  @Test
  void recoverySettingsThatOthersLeftBehindDoNotOverrideOurs() throws Exception {
    TestNode a = harness.node("a").primary();
    TestNode b = harness.node("b").cloneFrom(a);
    b.sql("ALTER SYSTEM SET primary_conninfo = 'host=nowhere'");
    b.sql("ALTER SYSTEM SET work_mem = '3MB'");

    b.resource.follow(new FollowRequest(a.asSource(), TestNode.CLUSTER), new TestTask());

    assertThat(b.ask("SHOW primary_conninfo"))
        .contains("host=127.0.0.1 port=" + a.port, "application_name=b", "passfile=");
    assertThat(b.ask("SHOW work_mem")).isEqualTo("3MB");
    assertThat(b.dataDir.resolve("standby.signal")).exists();
  }

  @Test
  void aCustomFileIsIncludedInsteadOfTheBase() throws Exception {
    Path custom = harness.folder().resolve("it's.conf");
    TestNode a = harness.node("a").with(builder -> builder.customConf(custom.toString()));

    assertThatThrownBy(a::primary)
        .isInstanceOf(ResourceException.class)
        .hasMessageContaining("postgresql.custom_conf: '" + custom + "' does not exist");

    Files.writeString(custom, "work_mem = '3MB'\n");
    a.startAsPrimary();
    assertThat(a.ask("SHOW work_mem")).isEqualTo("3MB");
  }

  @Test
  void eachRoleHasItsOwnParametersAndRulesAlsoAfterAPromotion() throws Exception {
    TestNode a = harness.node("a").primary();
    TestNode b =
        harness
            .node("b")
            .with(
                builder ->
                    builder
                        .parameters(ServerRole.PRIMARY, Map.of("work_mem", "9MB"))
                        .parameters(
                            ServerRole.REPLICA, Map.of("work_mem", "3MB", "max_connections", "77"))
                        .pgHba(ServerRole.PRIMARY, HBA))
            .cloneFrom(a);
    assertThat(b.ask("SHOW work_mem")).isEqualTo("3MB");
    assertThat(b.ask("SHOW max_connections")).isEqualTo("30");
    assertThatThrownBy(() -> b.connect("postgres", "wrong")).hasMessageContaining("password");

    a.stop(StopMode.FAST);
    b.promote();

    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(b.ask("SHOW work_mem")).isEqualTo("9MB"));
    b.connect("postgres", "wrong").close();
    assertThat(b.ask("SHOW primary_conninfo")).isEmpty();
  }

  @Test
  void theFilesMayLieOutsideOfTheDataDirectory() throws Exception {
    Path configDir = openFolder("etc");
    TestNode a = harness.node("a").with(builder -> builder.configDir(configDir)).bootstrap();

    assertThat(a.ask("SHOW config_file"))
        .isEqualTo(configDir.resolve("postgresql.conf").toString());
    assertThat(configDir.resolve("postgresql.base.conf")).exists();
    assertThat(configDir.resolve("pg_ident.conf")).exists();
    assertThat(a.ask("SHOW hba_file")).isEqualTo(configDir.resolve("pg_hba.conf").toString());
    assertThat(a.dataDir.resolve("postgresql.conf.backup")).exists();

    Path other = openFolder("etc-b");
    TestNode b = harness.node("b").with(builder -> builder.configDir(other)).cloneFrom(a);
    assertThat(b.ask("SHOW config_file")).isEqualTo(other.resolve("postgresql.conf").toString());
    assertThat(Files.readString(other.resolve("postgresql.base.conf"))).isNotEmpty();

    a.stop(StopMode.FAST);
    b.promote();
    a.resource.realign(new FollowRequest(b.asSource(), TestNode.CLUSTER), new TestTask());
    b.retainFor("a");
    a.startFollowing(b);
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(a.look().streaming()).isTrue());
    assertThat(a.ask("SHOW config_file"))
        .isEqualTo(configDir.resolve("postgresql.conf").toString());
  }

  @Test
  void filesThatABackupLeftOutComeBackFromTheirCopies() throws Exception {
    TestNode a = harness.node("a").primary();
    a.stop(StopMode.FAST);
    String base = Files.readString(a.dataDir.resolve("postgresql.base.conf"));
    for (String file :
        List.of("postgresql.conf", "postgresql.base.conf", "pg_hba.conf", "pg_ident.conf")) {
      assertThat(a.dataDir.resolve(file + ".backup")).exists();
      Files.delete(a.dataDir.resolve(file));
    }

    a.startAsPrimary();

    assertThat(Files.readString(a.dataDir.resolve("postgresql.base.conf"))).isEqualTo(base);
    assertThat(a.dataDir.resolve("pg_ident.conf")).exists();
    assertThat(a.ask("SELECT 1")).isEqualTo("1");
  }

  @Test
  void filesAreReadableForTheGroupIfTheDataDirectoryIs() throws Exception {
    TestNode a = harness.node("a").primary();
    assertThat(mode(a, "postgresql.conf")).isEqualTo("rw-------");
    a.stop(StopMode.FAST);

    Files.setPosixFilePermissions(a.dataDir, PosixFilePermissions.fromString("rwxr-x---"));
    a.with(b -> b.parameters(TestNode.parameters(Map.of("work_mem", "3MB"))));
    a.startAsPrimary();

    assertThat(mode(a, "postgresql.conf")).isEqualTo("rw-r-----");
  }

  private static String mode(TestNode node, String file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(node.dataDir.resolve(file)));
  }

  private Path openFolder(String name) throws IOException {
    Path folder = Files.createDirectory(harness.folder().resolve(name));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    return folder;
  }
}
