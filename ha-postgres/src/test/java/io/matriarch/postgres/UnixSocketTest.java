package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.resource.ResourceReport.RunPhase;
import io.matriarch.core.resource.StopMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Servers that let the node in through their Unix socket only. */
class UnixSocketTest {
  private static final String SENTINELS_WITHOUT_ADDRESS =
      "SELECT count(*) FROM pg_stat_activity"
          + " WHERE application_name = 'matriarch sentinel' AND client_addr IS NULL";
  private static final List<String> LOCAL =
      List.of(
          "local all postgres trust",
          "local replication replicator trust",
          "host all rewinder 127.0.0.1/32 scram-sha-256",
          "host replication replicator 127.0.0.1/32 scram-sha-256");

  @RegisterExtension final PostgresHarness harness = new PostgresHarness();

  @Test
  void theNodeNeedsNoTcpForItsOwnServer() throws Exception {
    TestNode a = throughSocket("a").bootstrap();
    TestNode b = throughSocket("b").cloneFrom(a);

    assertThat(a.look().running()).isEqualTo(RunPhase.RUNNING);
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(b.look().streaming()).isTrue());
    a.stop(StopMode.FAST);
    // Asked through the replication protocol, since nothing is received any more.
    b.stop(StopMode.FAST);
    b.startFollowing(a);
    assertThat(b.adopt().observe(TestNode.call()).position().orElseThrow().epoch()).isEqualTo(1);
    b.promote();
    b.resource.configure(TestNode.CLUSTER, true, TestNode.call());
    assertThat(b.look().position().orElseThrow().epoch()).isEqualTo(2);
  }

  @Test
  void theDeathOfAnAdoptedServerIsNoticedThroughIt() throws Exception {
    TestNode a = throughSocket("a", "host all postgres 127.0.0.1/32 scram-sha-256").primary();
    CountDownLatch hinted = new CountDownLatch(1);
    a.adopt();
    a.look();
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> a.ask(SENTINELS_WITHOUT_ADDRESS).equals("1"));
    a.resource.listen(hinted::countDown);

    a.killPostmaster();

    assertThat(hinted.await(1, TimeUnit.SECONDS)).isTrue();
    assertThat(a.look().running()).isEqualTo(RunPhase.STOPPED);
  }

  @Test
  void aScriptForTheNewClusterIsLedThroughIt() throws Exception {
    String psql = PostgresHarness.binDir().resolve("psql").toString();
    ScriptFolder scripts = new ScriptFolder(harness.folder());
    Script fill =
        scripts.script("fill", psql + " -X -w -c 'CREATE TABLE filled AS SELECT 1' \"$1\"", "");
    TestNode a =
        throughSocket(
            "a", c -> c.postBootstrap(fill), "host all postgres 127.0.0.1/32 scram-sha-256");

    a.bootstrap();

    assertThat(a.ask("SELECT count(*) FROM filled")).isEqualTo("1");
  }

  @Test
  void aFolderThatStartsFromTheDataDirectoryIsFound() throws Exception {
    Map<String, String> here = TestNode.parameters(Map.of("unix_socket_directories", "."));
    TestNode a = throughSocket("a", c -> c.parameters(here));

    a.bootstrap();

    assertThat(a.look().running()).isEqualTo(RunPhase.RUNNING);
  }

  private TestNode throughSocket(String name, String... more) {
    return throughSocket(name, c -> c, more);
  }

  private TestNode throughSocket(
      String name, UnaryOperator<PostgresConfigBuilder> further, String... more) {
    List<String> hba = new ArrayList<>(LOCAL);
    hba.addAll(List.of(more));
    return harness
        .node(name)
        .with(
            builder ->
                further.apply(
                    builder
                        .useUnixSocket(true)
                        .useUnixSocketRepl(true)
                        .pgHba(hba)
                        .parameters(
                            TestNode.parameters(Map.of("unix_socket_directories", "/tmp")))));
  }
}
