package io.matriarch.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.config.Json;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.RunState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cluster, configuration, history and metrics of every recorded state, as each of its nodes told
 * them. Where an answer was recorded a moment after the store, the file has what the node had read.
 */
class RecordedClusterTest {
  private static final Pattern METRIC =
      Pattern.compile(
          "# HELP (\\w+) .+\\n(?:# Values: .+\\n)?# TYPE \\1 (\\w+)\\n"
              + "\\1\\{scope=\"(\\w+)\",name=\"(\\w+)\"} (\\S+)\\n");

  record OfNode(Recorded state, String node, Map<String, Object> answers) {
    String answer(String path) {
      return answers.get(path).toString();
    }

    Statuses status() {
      Statuses s = state.status(answer("patroni"));
      Json.asObject(answers.get("members"))
          .orElse(Map.of())
          .forEach((name, value) -> Recorded.member(s, name, value.toString()));
      return s;
    }

    @Override
    public String toString() {
      return state.text("state") + " " + node;
    }
  }

  @ParameterizedTest
  @MethodSource("nodes")
  void documentsAreTheSameToTheLetter(OfNode recorded) throws Exception {
    try (RestServer server = server(recorded.status())) {
      for (String path : List.of("cluster", "config", "history")) {
        HttpResponse<String> actual = get(server, path);

        assertThat(actual.statusCode()).as(path).isEqualTo(200);
        assertThat(actual.body()).as(path).isEqualTo(recorded.answer(path));
        assertThat(actual.headers().firstValue("Content-Type")).contains("application/json");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("nodes")
  void metricsHaveTheSameNamesTypesAndValuesInTheSameOrder(OfNode recorded) throws Exception {
    List<Object> expected = Json.asArray(recorded.answers().get("metrics")).orElseThrow();
    Statuses status = recorded.status();
    // These were recorded at another moment than the status document.
    status.lastSeen = Long.parseLong(value(expected, "patroni_dcs_last_seen"));
    if (value(expected, "patroni_postgres_state").equals("11")) {
      status.state = RunState.STOPPING;
      status.role = Role.REPLICA;
    }
    try (RestServer server = server(status)) {
      HttpResponse<String> actual = get(server, "metrics");

      List<Object> metrics = new ArrayList<>();
      Matcher metric = METRIC.matcher(actual.body());
      int end = 0;
      while (metric.find()) {
        assertThat(metric.start()).as("unread before %s", metric.group()).isEqualTo(end);
        end = metric.end();
        metrics.add(List.of(metric.group(1), metric.group(2), metric.group(5)));
      }
      assertThat(metrics).isEqualTo(expected);
      assertThat(actual.headers().firstValue("Content-Type")).contains("text/plain");
    }
  }

  private static String value(List<Object> metrics, String name) {
    return metrics.stream()
        .map(metric -> Json.asArray(metric).orElseThrow())
        .filter(metric -> metric.get(0).equals(name))
        .map(metric -> metric.get(2).toString())
        .findFirst()
        .orElseThrow();
  }

  private static RestServer server(Statuses status) throws IOException {
    return RestServer.start(Loopback.section(), new FixedNode(status.build()), new TestTicker());
  }

  private static HttpResponse<String> get(RestServer server, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/" + path))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  static Stream<OfNode> nodes() throws IOException {
    return Recorded.all("/recorded-cluster.json")
        .flatMap(
            state ->
                state.object("nodes").entrySet().stream()
                    .map(
                        node ->
                            new OfNode(
                                state,
                                node.getKey(),
                                Json.asObject(node.getValue()).orElseThrow())));
  }
}
