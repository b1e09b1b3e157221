package io.matriarch.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.api.Command;
import io.matriarch.core.api.CommandResult.Outcome;
import io.matriarch.core.config.Json;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.RestartConditions;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What was sent to another implementation, and its answers: the same request becomes the right
 * command, and what the node says to it becomes the same answer. Error pages are pages here, too,
 * with words of their own.
 */
class RecordedRequestsTest {
  private static final RestartConditions PENDING =
      new RestartConditions(Optional.empty(), Optional.empty(), true, Optional.empty());
  private static final RestartConditions OLDER =
      new RestartConditions(Optional.empty(), Optional.of("99.0.0"), false, Optional.empty());

  private record Asked(Command command, Outcome outcome) {}

  @ParameterizedTest
  @MethodSource("requests")
  void theSameRequestGetsTheSameAnswer(Recorded recorded) throws Exception {
    FixedNode node = new FixedNode(Statuses.primary().build());
    Optional<Asked> asked = asked(recorded);
    boolean document = recorded.text("type").equals("application/json");
    asked.ifPresent(
        known ->
            node.answers(
                known.outcome(),
                document
                    ? Json.compact(Json.object(recorded.text("body")).orElseThrow())
                    : recorded.text("body")));
    try (RestServer server = RestServer.start(Loopback.section(), node, new TestTicker())) {
      HttpResponse<String> answer =
          Http.to(server)
              .send(recorded.text("method"), recorded.text("path"), recorded.text("request"));

      assertThat(answer.statusCode()).isEqualTo(recorded.fields().get("code"));
      assertThat(answer.headers().firstValue("Content-Type")).contains(recorded.text("type"));
      if (Boolean.TRUE.equals(recorded.fields().get("page"))) {
        assertThat(answer.body())
            .startsWith("<!DOCTYPE html>")
            .contains("<h1>400 Bad Request</h1>");
      } else {
        assertThat(answer.body()).isEqualTo(recorded.text("body"));
      }
      assertThat(node.commands).isEqualTo(asked.map(Asked::command).stream().toList());
    }
  }

  private static Optional<Asked> asked(Recorded recorded) {
    String body = recorded.text("request");
    return switch (recorded.text("name")) {
      case "02-config-patch", "13-pause", "14-resume", "15-sync", "16-quorum", "17-async" ->
          asked(new Command.PatchConfig(body), Outcome.DONE);
      case "24-put-config" -> asked(new Command.ReplaceConfig(body), Outcome.DONE);
      case "04-restart" -> asked(new Command.Restart(PENDING, Optional.empty()), Outcome.DONE);
      case "05-restart-pg1",
          "05-restart-pg2",
          "18-restart-pg0",
          "18-restart-pg1",
          "18-restart-pg2" ->
          asked(new Command.Restart(RestartConditions.NONE, Optional.empty()), Outcome.DONE);
      case "06-switchover-scheduled" ->
          asked(move("pg0", "pg1", Optional.of("2099-01-01T00:00:00+00:00")), Outcome.ACCEPTED);
      case "07-switchover-delete" -> asked(new Command.CancelMove(), Outcome.DONE);
      case "08-switchover-wrong-leader" ->
          asked(move("nobody", "", Optional.empty()), Outcome.PRECONDITION_FAILED);
      case "09-switchover-wrong-candidate" ->
          asked(move("pg0", "nobody", Optional.empty()), Outcome.PRECONDITION_FAILED);
      case "10-switchover" -> asked(move("pg0", "pg1", Optional.empty()), Outcome.DONE);
      case "12-failover" ->
          asked(
              new Command.Move(
                  Command.Move.Kind.FAILOVER,
                  Optional.empty(),
                  Optional.of(NodeName.of("pg2")),
                  Optional.empty()),
              Outcome.DONE);
      case "19-reinitialize" -> asked(new Command.Reinitialize(true, false), Outcome.DONE);
      case "20-restart-scheduled" ->
          asked(
              new Command.Restart(OLDER, Optional.of("2099-01-01T00:00:00+00:00")),
              Outcome.ACCEPTED);
      case "21-restart-delete" -> asked(new Command.CancelRestart(), Outcome.DONE);
      case "01-config-bad-json",
          "03-noauth-switchover",
          "11-failover-no-candidate",
          "22-reload",
          "23-citus",
          "25-config-empty" ->
          Optional.empty();
      default -> throw new IllegalArgumentException(recorded.text("name"));
    };
  }

  private static Optional<Asked> asked(Command command, Outcome outcome) {
    return Optional.of(new Asked(command, outcome));
  }

  private static Command move(String leader, String candidate, Optional<String> at) {
    return new Command.Move(
        Command.Move.Kind.SWITCHOVER,
        Optional.of(NodeName.of(leader)),
        candidate.isEmpty() ? Optional.empty() : Optional.of(NodeName.of(candidate)),
        at);
  }

  static Stream<Recorded> requests() throws IOException {
    return Recorded.all("/recorded-requests.json");
  }
}
