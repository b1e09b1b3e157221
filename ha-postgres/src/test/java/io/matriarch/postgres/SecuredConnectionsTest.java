package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.core.resource.Divergence;
import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.StopMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Servers that let nobody in without a certificate, and keys that have a password. */
class SecuredConnectionsTest {
  private static final String KEY_SECRET = "key-secret";

  @RegisterExtension final PostgresHarness harness = new PostgresHarness();

  @Test
  void everyConnectionUsesItsRolesCertificate() throws Exception {
    Certificates certificates = new Certificates(harness.folder());
    for (String role : List.of("postgres", "replicator", "rewinder")) {
      certificates.issueForClient(role, KEY_SECRET);
    }
    TestNode a = secured("a", certificates).bootstrap();
    assertThatThrownBy(a::connect).isInstanceOf(java.sql.SQLException.class);

    TestNode b = secured("b", certificates).cloneFrom(a);
    awaitStreaming(b);

    a.stop(StopMode.FAST);
    b.promote();
    b.retainFor("a");
    a.startAsPrimary();
    a.stop(StopMode.IMMEDIATE);
    assertThat(a.resource.compare(b.asSource(), TestNode.call())).isEqualTo(Divergence.DIVERGED);
    a.resource.realign(new FollowRequest(b.asSource(), TestNode.CLUSTER), new TestTask());
    a.startFollowing(b);
    awaitStreaming(a);
    // Taken over by a reload, after which the server says in its log what it has changed.
    a.resource.follow(new FollowRequest(b.asSource(), TestNode.CLUSTER), new TestTask());

    for (TestNode node : List.of(a, b)) {
      for (Path file : List.of(node.config.serverLog(), node.dataDir.resolve("postgresql.conf"))) {
        assertThat(Files.readString(file)).doesNotContain(KEY_SECRET);
      }
    }
    assertThat(Files.readString(Path.of(a.config.passFile() + ".service"))).contains(KEY_SECRET);
    assertThat(Files.getPosixFilePermissions(Path.of(a.config.passFile() + ".service"))).hasSize(2);
    ProcessHandle.allProcesses()
        .map(p -> p.info().commandLine().orElse(""))
        .forEach(line -> assertThat(line).doesNotContain(KEY_SECRET));
    assertThat(a.config.toString()).doesNotContain("secret");
  }

  @Test
  void aServerThatWasStartedWithoutTheServiceFileIsToldThePasswordDirectly() throws Exception {
    TestNode a = harness.node("a").primary();
    TestNode b = harness.node("b").cloneFrom(a);
    b.with(
        builder ->
            builder.replication(
                Credentials.of("replicator", "repl-secret")
                    .connecting(Map.of("sslmode", "disable", "sslpassword", KEY_SECRET))));

    b.resource.follow(new FollowRequest(a.asSource(), TestNode.CLUSTER), new TestTask());
    assertThat(b.ask("SHOW primary_conninfo")).contains("sslpassword=" + KEY_SECRET);
    awaitStreaming(b);

    b.stop(StopMode.FAST);
    b.startFollowing(a);
    assertThat(b.ask("SHOW primary_conninfo"))
        .contains("service=matriarch_replication")
        .doesNotContain(KEY_SECRET);
    awaitStreaming(b);
  }

  @Test
  void aScriptForTheNewClusterUsesTheSuperusersCertificate() throws Exception {
    Certificates certificates = new Certificates(harness.folder());
    for (String role : List.of("postgres", "replicator", "rewinder")) {
      certificates.issueForClient(role, KEY_SECRET);
    }
    String psql = PostgresHarness.binDir().resolve("psql").toString();
    ScriptFolder scripts = new ScriptFolder(harness.folder());
    Script fill =
        scripts.script("fill", "echo \"$1\" >> $DIR/log; " + psql + " -X -w -c 'SELECT 1' \"$1\"");

    secured("a", certificates, c -> c.postBootstrap(fill)).bootstrap();

    assertThat(scripts.log().toString())
        .contains("sslmode=verify-ca", "service=matriarch_superuser")
        .doesNotContain("secret");
  }

  private TestNode secured(String name, Certificates certificates) {
    return secured(name, certificates, c -> c);
  }

  private TestNode secured(
      String name, Certificates certificates, UnaryOperator<PostgresConfigBuilder> further) {
    return harness
        .node(name)
        .with(
            builder ->
                further.apply(
                    builder
                        .superuser(role(certificates, "postgres", "super-secret"))
                        .replication(role(certificates, "replicator", "repl-secret"))
                        .rewind(role(certificates, "rewinder", "rewind-secret"))
                        .pgHba(
                            List.of(
                                "hostssl all all 127.0.0.1/32 scram-sha-256 clientcert=verify-full",
                                "hostssl replication all 127.0.0.1/32 scram-sha-256"
                                    + " clientcert=verify-full"))
                        .parameters(
                            TestNode.parameters(
                                Map.of(
                                    "ssl", "on",
                                    "ssl_ca_file", certificates.file("ca.crt").toString(),
                                    "ssl_cert_file", certificates.file("server.crt").toString(),
                                    "ssl_key_file", certificates.file("server.key").toString())))));
  }

  private static Credentials role(Certificates certificates, String user, String password) {
    return Credentials.of(user, password)
        .connecting(
            Map.of(
                "sslmode", "verify-ca",
                "sslrootcert", certificates.file("ca.crt").toString(),
                "sslcert", certificates.file(user + ".crt").toString(),
                "sslkey", certificates.file(user + ".enc").toString(),
                "sslpassword", KEY_SECRET));
  }

  private static void awaitStreaming(TestNode node) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(node.look().streaming()).isTrue());
  }
}
