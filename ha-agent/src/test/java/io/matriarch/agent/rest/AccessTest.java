package io.matriarch.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.agent.config.BasicCredentials;
import io.matriarch.agent.config.ServerTokens;
import io.matriarch.core.api.FailsafeAnswer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may change something, without TLS. */
class AccessTest {
  private static final BasicCredentials ADMIN = new BasicCredentials("admin", "pa:ss\u00fc");

  private final FixedNode node = new FixedNode(Statuses.primary().build());
  private final Sections section = new Sections();
  private RestServer server;
  private Http http;

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "PATCH, /config",
    "PUT, /config",
    "POST, /reload",
    "POST, /restart",
    "DELETE, /restart",
    "POST, /reinitialize",
    "DELETE, /reinitialize",
    "POST, /switchover",
    "POST, /failover",
    "DELETE, /switchover",
    "POST, /failsafe",
    "POST, /citus",
    "POST, /sigterm",
    "GET, /ha/recording"
  })
  void whatChangesSomethingNeedsAPassword(String method, String path) throws Exception {
    serve(s -> s.authentication = Optional.of(ADMIN));

    HttpResponse<String> without = http.send(method, path, "{\"name\":\"a\"}");
    assertThat(without.statusCode()).isEqualTo(401);
    assertThat(without.body()).isEqualTo("no auth header received");
    assertThat(without.headers().firstValue("WWW-Authenticate"))
        .contains("Basic realm=\"Patroni\"");

    HttpResponse<String> wrong =
        http.send(method, path, "{\"name\":\"a\"}", "Authorization", basic("admin:wrong"));
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.body()).isEqualTo("not authenticated");
    assertThat(node.commands).isEmpty();

    node.failsafe = CompletableFuture.completedFuture(new FailsafeAnswer.Disabled());
    HttpResponse<String> right =
        http.send(method, path, "{\"name\":\"a\"}", "Authorization", BasicAuth.header(ADMIN));
    assertThat(right.statusCode()).isNotIn(401, 403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/primary",
        "/patroni",
        "/cluster",
        "/history",
        "/config",
        "/metrics",
        "/liveness",
        "/ha/explain",
        "/ha/journal"
      })
  void whatOnlyReadsIsOpen(String path) throws Exception {
    serve(
        s -> {
          s.authentication = Optional.of(ADMIN);
          s.allowlist = List.of("10.0.0.1");
        });

    assertThat(http.get(path).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer x", "Basic", "Basic !!!", "basic YWRtaW46cGE6c3M=", ""})
  void headersOfAnotherKindAreNoCredentials(String header) throws Exception {
    serve(s -> s.authentication = Optional.of(ADMIN));

    assertThat(http.send("POST", "/reload", "", "Authorization", header).statusCode())
        .isEqualTo(401);
  }

  @Test
  void anEventOfCitusIsTakenFromAnybody() throws Exception {
    serve(s -> s.authentication = Optional.of(ADMIN));

    assertThat(http.send("POST", "/mpp", "{\"a\":1}").body()).isEqualTo("OK");
  }

  @Test
  void theListComesBeforeThePassword() throws Exception {
    serve(
        s -> {
          s.authentication = Optional.of(ADMIN);
          s.allowlist = List.of("10.0.0.0/8");
        });

    HttpResponse<String> answer =
        http.send("POST", "/reload", "", "Authorization", BasicAuth.header(ADMIN));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo("Access is denied");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.0/8", "127.0.0.1", "localhost"})
  void whoIsOnTheListMay(String entry) throws Exception {
    serve(s -> s.allowlist = List.of("10.0.0.1", entry));

    assertThat(http.send("POST", "/reload", "").statusCode()).isEqualTo(202);
  }

  @Test
  void membersMayIfTheyAreIncluded() throws Exception {
    serve(s -> s.includeMembers = true);
    assertThat(http.send("POST", "/reload", "").statusCode()).isEqualTo(403);

    Statuses status = Statuses.primary();
    Recorded.member(status, "a", "{\"api_url\":\"http://127.0.0.1:8008/patroni\"}");
    node.status = status.build();
    assertThat(http.send("POST", "/reload", "").statusCode()).isEqualTo(202);

    node.status = Statuses.primary().with(s -> s.inView = false).build();
    assertThat(http.send("POST", "/reload", "").statusCode()).isEqualTo(202);
  }

  @Test
  void duringAnOutageALeaderNeedNotBeKnownAsAMember() throws Exception {
    serve(s -> s.includeMembers = true);
    node.failsafe =
        CompletableFuture.completedFuture(new FailsafeAnswer.Accepted(OptionalLong.of(7)));

    HttpResponse<String> answer = http.send("POST", "/failsafe", "{\"name\":\"a\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("lsn")).contains("7");
  }

  @Test
  void headersOfTheOperatorAreAdded() throws Exception {
    serve(
        s -> {
          s.httpHeaders.put("X-Frame-Options", "DENY");
          s.httpsHeaders.put("X-Frame-Options", "SAMEORIGIN");
          s.serverTokens = ServerTokens.MINIMAL;
        });

    for (String path : List.of("/primary", "/liveness", "/metrics")) {
      HttpResponse<String> answer = http.get(path);
      assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("DENY");
      assertThat(answer.headers().firstValue("Server")).contains("Patroni/4.1.4");
    }
  }

  @ParameterizedTest
  @CsvSource({"ORIGINAL, Matriarch/0.1.0", "PRODUCTONLY, Patroni", "MINIMAL, Patroni/4.1.4"})
  void theServerTellsOfItselfWhatItMay(ServerTokens tokens, String header) throws Exception {
    serve(s -> s.serverTokens = tokens);

    assertThat(http.get("/primary").headers().firstValue("Server")).contains(header);
  }

  private void serve(java.util.function.Consumer<Sections> change) throws IOException {
    server = RestServer.start(section.with(change).build(), node, new TestTicker());
    http = Http.to(server);
  }

  private static String basic(String text) {
    return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
