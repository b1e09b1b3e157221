package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.core.config.Json;
import io.matriarch.core.model.ParameterChange;
import io.matriarch.core.resource.StartRequest;
import io.matriarch.core.resource.StopMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LiveConfigurationTest {
  @RegisterExtension final PostgresHarness harness = new PostgresHarness();

  private static String cluster(String parameters) {
    return "{\"postgresql\": {\"use_pg_rewind\": true, \"parameters\": {" + parameters + "}}}";
  }

  @Test
  void aReloadableParameterIsInForceWhenTheCallReturns() throws Exception {
    TestNode a = harness.node("a").primary();
    String limits = "\"max_connections\": 30, \"max_worker_processes\": 4";

    long begin = System.nanoTime();
    a.resource.configure(cluster(limits + ", \"work_mem\": \"5MB\""), false, TestNode.call());
    Figures.note("configure with reload", Figures.millisSince(begin));

    assertThat(a.ask("SHOW work_mem")).isEqualTo("5MB");
    assertThat(Files.readString(a.dataDir.resolve("patroni.dynamic.json"))).contains("5MB");
    assertThat(a.look().pendingRestart()).isEmpty();

    a.resource.configure(cluster(limits), false, TestNode.call());
    assertThat(a.ask("SHOW work_mem")).isEqualTo("4MB");
  }

  @Test
  void nothingIsReloadedIfNothingChangesUnlessAskedTo() throws Exception {
    Map<String, String> odd =
        Map.of("vacuum_cost_limit", "1000000", "DateStyle", "iso, mdy", "nosuch", "1");
    TestNode a = harness.node("a").with(b -> b.parameters(TestNode.parameters(odd))).primary();
    a.resource.configure(TestNode.CLUSTER, false, TestNode.call());
    String loaded = a.ask("SELECT pg_conf_load_time()::text");

    a.resource.configure(TestNode.CLUSTER, false, TestNode.call());
    assertThat(a.ask("SELECT pg_conf_load_time()::text")).isEqualTo(loaded);

    a.resource.configure(TestNode.CLUSTER, true, TestNode.call());
    assertThat(a.ask("SELECT pg_conf_load_time()::text")).isNotEqualTo(loaded);
  }

  @Test
  void aReloadThatNeverCameIsMadeUpFor() throws Exception {
    TestNode a = harness.node("a").primary();
    Path file = a.dataDir.resolve("postgresql.conf");
    a.resource.configure(cluster("\"work_mem\": \"5MB\""), false, TestNode.call());
    String wanted = Files.readString(file);
    a.resource.configure(cluster("\"work_mem\": \"6MB\""), false, TestNode.call());
    // As if an agent had written the file and ended before it sent the signal.
    Files.writeString(file, wanted);

    a.adopt().configure(cluster("\"work_mem\": \"5MB\""), false, TestNode.call());

    assertThat(a.ask("SHOW work_mem")).isEqualTo("5MB");
  }

  @Test
  void aChangeThatNeedsARestartIsReportedAsRecordedUntilTheNextStart() throws Exception {
    TestNode a = harness.node("a").primary();
    a.stop(StopMode.FAST);
    start(a, "{}");
    assertThat(a.look().pendingRestart()).isEmpty();

    String changed = "{\"postgresql\": {\"parameters\": {\"max_connections\": 101}}}";
    a.resource.configure(changed, false, TestNode.call());

    Map<String, Object> reason = new TreeMap<>();
    a.look()
        .pendingRestart()
        .forEach(
            (name, change) ->
                reason.put(
                    name, Map.of("old_value", change.oldValue(), "new_value", change.newValue())));
    assertThat(reason).isEqualTo(recordedReason());

    a.adopt();
    assertThat(a.look().pendingRestart()).containsOnlyKeys("max_connections");

    a.stop(StopMode.FAST);
    assertThat(a.look().pendingRestart()).isEmpty();
    start(a, changed);
    assertThat(a.look().pendingRestart()).isEmpty();
    assertThat(a.ask("SHOW max_connections")).isEqualTo("101");
  }

  /** What another implementation published after the same change. */
  private static Map<String, Object> recordedReason() throws Exception {
    Path file = Path.of("../ha-core/src/test/resources/recordings/patroni-4.1.4-zookeeper.json");
    Object members = Json.object(Files.readString(file)).orElseThrow().get("members");
    return Json.asArray(members).orElseThrow().stream()
        .map(member -> Json.object((String) member).orElseThrow())
        .flatMap(member -> Json.asObject(member.get("pending_restart_reason")).stream())
        .findFirst()
        .orElseThrow();
  }

  private static void start(TestNode node, String clusterConfig) throws Exception {
    node.resource.start(
        new StartRequest(Optional.of(TestNode.permit()), Optional.empty(), clusterConfig),
        new TestTask());
  }

  @Test
  void valuesAreReportedInUnitsThatPeopleRead() throws Exception {
    TestNode a = harness.node("a").primary();

    a.sql("ALTER SYSTEM SET shared_buffers = '24576kB'");
    a.sql("ALTER SYSTEM SET wal_buffers = 8");
    a.sql("SELECT pg_reload_conf()");

    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                assertThat(a.look().pendingRestart())
                    .containsEntry("shared_buffers", new ParameterChange("16MB", "24MB"))
                    .containsEntry("wal_buffers", new ParameterChange("512kB", "64kB")));

    a.sql("ALTER SYSTEM RESET ALL");
    a.resource.configure(TestNode.CLUSTER, true, TestNode.call());
    assertThat(a.look().pendingRestart()).isEmpty();
  }

  @Test
  void aReplicaThatKeepsHigherLimitsSaysSoFromItsStartOn() throws Exception {
    TestNode a = harness.node("a").primary();
    TestNode b = harness.node("b").cloneFrom(a);
    b.stop(StopMode.FAST);
    String lower = cluster("\"max_connections\": 26, \"max_worker_processes\": 4");

    b.resource.start(
        new StartRequest(Optional.empty(), Optional.of(a.asSource()), lower), new TestTask());

    assertThat(b.ask("SHOW max_connections")).isEqualTo("30");
    assertThat(b.look().pendingRestart())
        .containsExactlyEntriesOf(Map.of("max_connections", new ParameterChange("30", "26")));
    b.resource.configure(lower, true, TestNode.call());
    assertThat(b.look().pendingRestart())
        .containsExactlyEntriesOf(Map.of("max_connections", new ParameterChange("30", "26")));
  }

  @Test
  void aReplicaGoesOnFollowingWhomItFollows() throws Exception {
    TestNode a = harness.node("a").primary();
    TestNode b = harness.node("b").cloneFrom(a);
    String before = b.ask("SHOW primary_conninfo");

    b.adopt()
        .configure(
            cluster("\"max_connections\": 30, \"max_worker_processes\": 4, \"work_mem\": \"6MB\""),
            false,
            TestNode.call());

    assertThat(b.ask("SHOW work_mem")).isEqualTo("6MB");
    assertThat(b.ask("SHOW primary_conninfo")).isEqualTo(before);
    assertThat(b.ask("SHOW primary_slot_name")).isEqualTo("b");
    assertThat(b.look().sourceAddress()).hasValue(a.asSource().address());
  }

  @Test
  void theLocalPartIsReplacedAndCountsWithTheNextCall() throws Exception {
    TestNode a = harness.node("a").primary();
    PostgresConfig fresh =
        a.with(
                builder ->
                    builder
                        .parameters(TestNode.parameters(Map.of("work_mem", "7MB")))
                        .pgHba(List.of("host all postgres 127.0.0.1/32 scram-sha-256")))
            .config;
    a.with(builder -> builder);

    a.resource.reconfigure(fresh);
    a.resource.configure(TestNode.CLUSTER, true, TestNode.call());

    assertThat(a.ask("SHOW work_mem")).isEqualTo("7MB");
    assertThatThrownBy(() -> a.connect("replicator", "repl-secret"))
        .hasMessageContaining("pg_hba.conf");
    assertThatThrownBy(
            () ->
                a.resource.reconfigure(
                    PostgresConfig.builder("other", "test-cluster", a.dataDir).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name: 'other' instead of 'a'");
  }

  @Test
  void anotherPortWaitsForARestartAndTheServerIsReachedWhereItIsUntilThen() throws Exception {
    TestNode a = harness.node("a").primary();
    TestNode elsewhere = harness.node("unused");
    PostgresConfig moved =
        a.with(builder -> builder.listen(List.of("127.0.0.1"), elsewhere.port)).config;

    a.adopt().configure(TestNode.CLUSTER, true, TestNode.call());

    assertThat(a.config).isEqualTo(moved);
    assertThat(a.look().pendingRestart())
        .containsExactlyEntriesOf(
            Map.of(
                "port",
                new ParameterChange(Integer.toString(a.port), Integer.toString(elsewhere.port))));
    a.stop(StopMode.FAST);
    a.startAsPrimary();
    assertThat(elsewhere.ask("SHOW port")).isEqualTo(Integer.toString(elsewhere.port));
    assertThat(a.look().pendingRestart()).isEmpty();
  }

  @Test
  void aServerThatDoesNotRunIsLeftAlone() throws Exception {
    TestNode a = harness.node("a").primary();
    a.stop(StopMode.FAST);
    String before = Files.readString(a.dataDir.resolve("postgresql.conf"));

    a.resource.configure(cluster("\"work_mem\": \"5MB\""), true, TestNode.call());
    harness.node("nothing").resource.configure("{}", true, TestNode.call());

    assertThat(Files.readString(a.dataDir.resolve("postgresql.conf"))).isEqualTo(before);
  }
}
