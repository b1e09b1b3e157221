package io.matriarch.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.api.Command;
import io.matriarch.core.api.CommandResult.Outcome;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.RestartConditions;
import io.matriarch.core.model.Role;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandRoutesTest {
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
  @CsvSource({
    // outcome, restart, switchover, patch, put, others
    "DONE, 200, 200, 200, 200, 200",
    "ACCEPTED, 202, 202, 202, 202, 202",
    "INVALID, 400, 400, 400, 400, 400",
    "UNPROCESSABLE, 422, 422, 422, 422, 422",
    "PRECONDITION_FAILED, 412, 412, 412, 412, 412",
    "PAUSED, 500, 400, 503, 503, 503",
    "CONFLICT, 409, 409, 409, 409, 409",
    "NOT_FOUND, 404, 404, 404, 404, 404",
    "FAILED, 503, 503, 503, 502, 503",
    "UNKNOWN, 503, 503, 503, 502, 503"
  })
  void eachOutcomeHasItsCode(
      Outcome outcome, int restart, int switchover, int patch, int put, int others)
      throws Exception {
    node.answers(outcome, "{\"a\":1}");

    assertThat(code("POST", "/restart", "")).isEqualTo(restart);
    assertThat(code("DELETE", "/restart", null)).isEqualTo(restart);
    assertThat(code("POST", "/switchover", "{\"leader\":\"a\"}")).isEqualTo(switchover);
    assertThat(code("POST", "/failover", "{\"candidate\":\"a\"}")).isEqualTo(switchover);
    assertThat(code("DELETE", "/switchover", null)).isEqualTo(switchover);
    assertThat(code("PATCH", "/config", "{\"a\":1}")).isEqualTo(patch);
    assertThat(code("PUT", "/config", "{\"a\":1}")).isEqualTo(put);
    assertThat(code("POST", "/reinitialize", "")).isEqualTo(others);
    assertThat(code("DELETE", "/reinitialize", null)).isEqualTo(others);
  }

  @Test
  void refusalsAreTheNodesOwnWords() throws Exception {
    node.answers(Outcome.PRECONDITION_FAILED, "candidate does not exists");

    HttpResponse<String> answer =
        http.send("POST", "/switchover", "{\"leader\":\"a\",\"candidate\":\"x\"}");

    assertThat(answer.body()).isEqualTo("candidate does not exists");
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/html");
  }

  @Test
  void theConfigurationComesBackAsItStandsNow() throws Exception {
    node.answers(Outcome.DONE, "{\"ttl\":30,\"x\":{\"y\":[1,2],\"z\":\"\u00fc\"}}");

    HttpResponse<String> answer = http.send("PATCH", "/config", "{\"ttl\": 30, \"gone\": null}");

    assertThat(answer.body())
        .isEqualTo("{\"ttl\": 30, \"x\": {\"y\": [1, 2], \"z\": \"\\u00fc\"}}");
    assertThat(node.commands)
        .containsExactly(new Command.PatchConfig("{\"ttl\": 30, \"gone\": null}"));
  }

  @ParameterizedTest
  @CsvSource({
    "PATCH, /config",
    "PUT, /config",
    "POST, /switchover",
    "POST, /failover",
    "POST, /failsafe",
    "POST, /citus",
    "POST, /mpp"
  })
  void aBodyIsNeededWhereItSaysEverything(String method, String path) throws Exception {
    assertThat(RawHttp.statusOf(server.port(), method, path)).isEqualTo(411);
    for (String body : new String[] {"{bad", "[]", "{}", "1", "null", ""}) {
      HttpResponse<String> answer = http.send(method, path, body);

      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(answer.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
    }
    assertThat(node.commands).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/restart", "/reinitialize"})
  void noBodyIsNeededWhereItSaysLittle(String path) throws Exception {
    assertThat(RawHttp.statusOf(server.port(), "POST", path)).isEqualTo(200);
    assertThat(code("POST", path, "")).isEqualTo(200);
    assertThat(code("POST", path, "{}")).isEqualTo(200);
    assertThat(code("POST", path, "{bad")).isEqualTo(400);
    assertThat(code("POST", path, "[]")).isEqualTo(400);
  }

  @Test
  void aBodyOfMoreThanAMegabyteIsRefused() throws Exception {
    String body = "{\"a\":\"" + "x".repeat(1 << 20) + "\"}";

    assertThat(code("PUT", "/config", body)).isEqualTo(413);
  }

  @Test
  void conditionsOfARestartAreRead() throws Exception {
    http.send(
        "POST",
        "/restart",
        "{\"role\":\"standby_leader\",\"postgres_version\":\"15.4\",\"timeout\":\"2min\","
            + "\"restart_pending\":false,\"schedule\":\"soon\"}");

    assertThat(node.commands)
        .containsExactly(
            new Command.Restart(
                new RestartConditions(
                    Optional.of(Role.STANDBY_LEADER),
                    Optional.of("15.4"),
                    true,
                    Optional.of(Duration.ofMinutes(2))),
                Optional.of("soon")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"role":"master"} | role must be primary, standby_leader or replica
          {"role":null} | role must be primary, standby_leader or replica
          {"postgres_version":"fifteen"} | postgres_version must be a version such as 15.4 or 9.6.24
          {"postgres_version":"15"} | postgres_version must be a version such as 15.4 or 9.6.24
          {"postgres_version":"9.6"} | postgres_version must be a version such as 15.4 or 9.6.24
          {"timeout":0} | timeout must be a positive number of seconds
          {"timeout":"-1"} | timeout must be a positive number of seconds
          {"timeout":"2 fortnights"} | timeout must be a positive number of seconds
          {"when":"now"} | a restart has no condition of this name: when
          """)
  void aConditionThatSaysNothingIsRefused(String body, String why) throws Exception {
    HttpResponse<String> answer = http.send("POST", "/restart", body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo(why);
    assertThat(node.commands).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"15.4", "9.6.24", "18.0", "99.0.0", "9.5.3"})
  void versionsAreToldAsTheyWereWritten(String version) throws Exception {
    http.send("POST", "/restart", "{\"postgres_version\":\"" + version + "\"}");

    assertThat(((Command.Restart) node.commands.get(0)).conditions().olderThan()).contains(version);
  }

  @Test
  void aMoveMayNameItsCandidateTheOldWayAndLeaveTheRestEmpty() throws Exception {
    http.send(
        "POST",
        "/switchover",
        "{\"leader\":\"a\",\"member\":\"b\",\"candidate\":\"\",\"scheduled_at\":null}");

    assertThat(node.commands)
        .containsExactly(
            new Command.Move(
                Command.Move.Kind.SWITCHOVER,
                Optional.of(NodeName.of("a")),
                Optional.of(NodeName.of("b")),
                Optional.empty()));
  }

  @Test
  void aNameThatNoMemberCanHaveIsRefused() throws Exception {
    HttpResponse<String> answer = http.send("POST", "/failover", "{\"candidate\":\"a/b\"}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("leader and candidate must be names of members");
  }

  @Test
  void aFreshCopyMayBeForcedAndTakenFromTheLeader() throws Exception {
    http.send("POST", "/reinitialize", "{\"force\":\"on\",\"from_leader\":true,\"other\":1}");
    http.send("DELETE", "/reinitialize", null);

    assertThat(node.commands)
        .containsExactly(new Command.Reinitialize(true, true), new Command.CancelReinitialize());
  }

  @Test
  void reloadIsScheduledWhereThereIsAFileToRead() throws Exception {
    HttpResponse<String> answer = http.send("POST", "/reload", "");
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo("reload scheduled");

    node.reloads = false;
    assertThat(code("POST", "/reload", "")).isEqualTo(503);
  }

  @Test
  void whatOthersMayAskIsAnswered() throws Exception {
    assertThat(http.send("POST", "/sigterm", "").body()).isEqualTo("shutdown scheduled");
    assertThat(code("POST", "/sigterm", "")).isEqualTo(202);
    assertThat(http.send("POST", "/citus", "{\"type\":\"before_demote\"}").body()).isEqualTo("OK");
    assertThat(code("POST", "/mpp", "{\"type\":\"before_demote\"}")).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"POST, /", "PUT, /restart", "DELETE, /config", "TRACE, /", "POST, /ha/explain"})
  void whatThereIsNotIsNotImplemented(String method, String path) throws Exception {
    HttpResponse<String> answer = http.send(method, path, "");

    assertThat(answer.statusCode()).isEqualTo(501);
    assertThat(answer.body()).contains("<h1>501 Not Implemented</h1>");
  }

  @Test
  void onlyTheFirstSegmentOfAPathCounts() throws Exception {
    assertThat(code("PATCH", "/config/anything?x=y", "{\"a\":1}")).isEqualTo(200);
    assertThat(code("POST", "/restart/now", "")).isEqualTo(200);
    assertThat(http.get("/history/x").body()).isEqualTo("[]");
  }

  private int code(String method, String path, String body) throws Exception {
    return http.send(method, path, body).statusCode();
  }
}
