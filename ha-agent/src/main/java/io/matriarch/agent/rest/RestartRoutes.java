package io.matriarch.agent.rest;

import io.matriarch.core.api.Command;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /restart}: now, answered when it is over, or later. */
final class RestartRoutes {
  private final CommandDesk desk;

  RestartRoutes(CommandDesk desk) {
    this.desk = desk;
  }

  List<Route> routes() {
    return List.of(
        Route.guarded("POST", "restart", this::restart),
        Route.guarded(
            "DELETE",
            "restart",
            request -> desk.submit(new Command.CancelRestart(), CommandAnswers.RESTART)));
  }

  private CompletionStage<Answer> restart(Request request) throws IOException {
    Map<String, Object> body = request.body().optionalObject();
    Optional<String> schedule =
        body.containsKey(RestartBody.SCHEDULE)
            ? Optional.of(String.valueOf(body.get(RestartBody.SCHEDULE)))
            : Optional.empty();
    return desk.submit(
        new Command.Restart(RestartBody.conditions(body), schedule), CommandAnswers.RESTART);
  }
}
