package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.config.Json;
import io.matriarch.core.config.Timing;
import io.matriarch.testkit.store.InMemoryConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A node that is described by code")
class PostgresNodeBuilderTest {
  private final InMemoryConnection store = new InMemoryConnection(TestTicker.REAL);
  @TempDir Path folder;

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  @DisplayName("says in one line what is missing")
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> PostgresNode.builder("orders", "node1").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "PostgresNode node1: store: is missing;"
                + " say where leader and members are written down");
    assertRefused(
        node -> node.listen("*", 5432),
        "listen: '*' is no address that others can reach; name one with advertise");
  }

  @Test
  @DisplayName("says in one line which value cannot be used")
  void whatIsWrongIsNamed() {
    assertRefused(
        node -> node.ttl(Duration.ofSeconds(2)),
        "ttl: '2' is below the minimum of 3 s; change one of ttl, loop_wait and retry_timeout");
    assertRefused(
        node -> node.maximumLag(-1),
        "maximum_lag_on_failover: '-1' is not a usable number; write bytes as a plain number");
    assertRefused(
        node -> node.configuration("{\"synchronous_mode\": true}"),
        "synchronous_mode: is not there yet; switch it off");
    assertRefused(
        node -> node.parameter("max_connections", "many"),
        "postgresql.parameters.max_connections: 'many' is not a number from 25 to 262143;"
            + " write e.g. 100");
    assertRefused(node -> node.listen("127.0.0.1", 0), "port 0 is not between 1 and 65535");
    assertThatThrownBy(() -> PostgresNode.builder("orders", "node1").configuration("ttl: 20"))
        .hasMessage("configuration: is not a JSON object; write e.g. {\"ttl\": 30}");
  }

  @Test
  @DisplayName("begins a cluster whose pauses fit into its ttl")
  void pausesFollowTheTtl() {
    NewClusterConfig config = new NewClusterConfig();
    config.ttl(Duration.ofSeconds(20));
    config.parameter("work_mem", "8MB");
    config.merge("{\"failsafe_mode\": true}");

    ClusterConfig read = ClusterConfig.parse(config.toJson());

    assertThat(read.timing())
        .isEqualTo(
            new Timing(Duration.ofSeconds(20), Duration.ofSeconds(6), Duration.ofSeconds(6)));
    assertThat(read.failsafeMode()).isTrue();
    assertThat(Json.object(config.toJson()).orElseThrow().get("postgresql"))
        .isEqualTo(Map.of("use_pg_rewind", true, "parameters", Map.of("work_mem", "8MB")));
  }

  @Test
  @DisplayName("keeps its passwords to itself")
  void secretsAreNotShown() {
    PostgresNodeBuilder node = complete();

    assertThat(node.toString() + node.build()).doesNotContain("s3cret");
  }

  @Test
  @DisplayName("takes only a server with all its tools, of the version of the data")
  void theServerIsFound() throws Exception {
    assumeThat(PostgresHarness.binDir()).isNotNull();
    assertThat(InstalledServer.find(folder)).isEqualTo(PostgresHarness.binDir());

    Files.writeString(folder.resolve("PG_VERSION"), "999\n");
    assertThat(InstalledServer.find(folder).resolve("pg_basebackup")).isExecutable();
  }

  private void assertRefused(Consumer<PostgresNodeBuilder> change, String line) {
    PostgresNodeBuilder node = complete();
    change.accept(node);
    assertThatThrownBy(node::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("PostgresNode node1: " + line);
  }

  private PostgresNodeBuilder complete() {
    return PostgresNode.builder("orders", "node1")
        .store(store)
        .dataDirectory(folder.resolve("data"))
        .programs(folder)
        .superuser("postgres", "s3cret")
        .replication("replicator", "s3cret")
        .peers(new Neighbours());
  }
}
