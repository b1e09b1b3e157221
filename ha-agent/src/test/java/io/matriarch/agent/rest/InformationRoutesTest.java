package io.matriarch.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.api.NodeStatus;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the recordings do not show of documents about the cluster. */
class InformationRoutesTest {
  private static final String TOPOLOGY = "{\"a\":\"http://a:8008/patroni\"}";
  private static final String REPLICA =
      "{\"conn_url\":\"postgres://[fd00::1]:5433/postgres\",\"state\":\"running\","
          + "\"role\":\"replica\",\"tags\":{\"zone\":\"n\u00f6rth\",\"nofailover\":true},"
          + "\"xlog_location\":3000000}";

  private final FixedNode node = new FixedNode(Statuses.primary().build());
  private RestServer server;
  private Http http;

  @BeforeEach
  void start() throws IOException {
    server = RestServer.start(Loopback.section(), node, new TestTicker());
    http = Http.to(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no json", "[]", "1"})
  void withoutAValidConfigurationThereIsNoneToTell(String config) throws Exception {
    node(s -> s.config = config);

    HttpResponse<String> answer = http.get("/config");

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
  }

  @Test
  void aWatchdogThatIsRequiredAndMissingIsTold() throws Exception {
    assertThat(http.get("/patroni").body()).doesNotContain("watchdog_failed");
    node(s -> s.facts = List.of("WATCHDOG_MISSING"));
    assertThat(http.get("/patroni").body()).contains("\"watchdog_failed\": true");
  }

  @Test
  void theFailsafeTopologyIsToldIfThereIsOne() throws Exception {
    assertThat(http.get("/failsafe").statusCode()).isEqualTo(502);
    node(s -> s.failsafe = "[]");
    assertThat(http.get("/failsafe").statusCode()).isEqualTo(502);
    node(s -> s.failsafe = TOPOLOGY);
    assertThat(http.get("/failsafe").body()).isEqualTo("{\"a\": \"http://a:8008/patroni\"}");
  }

  @Test
  void duringAnOutageTheLastKnownDocumentsAreTold() throws Exception {
    node(
        s -> {
          s.config = "{\"ttl\":21}";
          s.history = "[[1,2,\"x\"]]";
          s.failsafe = TOPOLOGY;
        });
    assertThat(http.get("/config").statusCode()).isEqualTo(200);

    node(s -> s.inView = false);

    assertThat(http.get("/config").body()).isEqualTo("{\"ttl\": 21}");
    assertThat(http.get("/history").body()).isEqualTo("[[1, 2, \"x\"]]");
    assertThat(http.get("/failsafe").statusCode()).isEqualTo(200);
    assertThat(http.get("/cluster").statusCode()).isEqualTo(503);
  }

  @Test
  void theClusterIsReadAnewForEverybodyWhoAsks() throws Exception {
    NodeStatus fresh = Statuses.primary().with(s -> s.config = "{\"pause\":true}").build();
    node.reread = () -> CompletableFuture.completedFuture(fresh);

    assertThat(http.get("/cluster").body())
        .isEqualTo("{\"members\": [], \"pause\": true, \"scope\": \"batman\"}");
  }

  @Test
  void aMemberIsToldWithAllThatIsKnownOfIt() throws Exception {
    node(s -> Recorded.member(s, "a", REPLICA));

    assertThat(http.get("/cluster").body())
        .isEqualTo(
            "{\"members\": [{\"name\": \"a\", \"role\": \"replica\", \"state\": \"running\","
                + " \"api_url\": null, \"host\": \"fd00::1\", \"port\": 5433,"
                + " \"tags\": {\"zone\": \"n\\u00f6rth\", \"nofailover\": true},"
                + " \"receive_lsn\": \"unknown\", \"receive_lag\": \"unknown\","
                + " \"replay_lsn\": \"unknown\", \"replay_lag\": \"unknown\","
                + " \"lag\": 0, \"lsn\": \"0/2DC6C0\"}], \"scope\": \"batman\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"standby_cluster\":{\"host\":\"h\"}}', standby_leader",
    "'{\"standby_cluster\":{\"restore_command\":\"x\"}}', standby_leader",
    "'{\"standby_cluster\":{\"host\":\"\",\"port\":null}}', leader",
    "'{\"standby_cluster\":{\"primary_slot_name\":\"x\"}}', leader",
    "'{\"standby_cluster\":true}', leader",
    "{}, leader"
  })
  void theLeaderOfAStandbyClusterIsCalledSo(String config, String role) throws Exception {
    node(
        s -> {
          s.config = config;
          Recorded.member(s, "b", "{\"role\":\"standby_leader\"}");
        });

    assertThat(http.get("/cluster").body()).contains("\"role\": \"" + role + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"leader":"a","scheduled_at":"2030-01-01T00:00:00+00:00"} | "scheduled_switchover": {"at": "2030-01-01T00:00:00+00:00", "from": "a"}
          {"member":"c","scheduled_at":"2030-01-01T00:00:00+00:00"} | "scheduled_switchover": {"at": "2030-01-01T00:00:00+00:00", "to": "c"}
          """)
  void aScheduledMoveIsToldWithWhatItNames(String failover, String told) throws Exception {
    node(s -> s.failover = failover);

    assertThat(http.get("/cluster").body()).contains(told);
  }

  @Test
  void aMoveWithoutATimeIsNotScheduled() throws Exception {
    node(s -> s.failover = "{\"leader\":\"a\"}");

    assertThat(http.get("/cluster").body()).doesNotContain("scheduled");
  }

  @Test
  void labelsOfMetricsAreEscapedAndPrioritiesEffective() throws Exception {
    node(
        s -> {
          s.name = "a\"b\\";
          s.tags.put("failover_priority", 3);
        });
    assertThat(http.get("/metrics").body())
        .contains("patroni_failover_priority{scope=\"batman\",name=\"a\\\"b\\\\\"} 3\n");

    node(
        s -> {
          s.tags.put("failover_priority", 3);
          s.tags.put("nofailover", true);
        });
    assertThat(http.get("/metrics").body())
        .contains("patroni_failover_priority{scope=\"batman\",name=\"b\"} 0\n");
  }

  private void node(Consumer<Statuses> change) {
    node.status = Statuses.primary().with(change).build();
  }
}
