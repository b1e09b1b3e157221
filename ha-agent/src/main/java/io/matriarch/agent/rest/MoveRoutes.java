package io.matriarch.agent.rest;

import io.matriarch.core.api.Command;
import io.matriarch.core.model.NodeName;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * {@code /switchover} and {@code /failover}. Whether a move makes sense is the node's to judge; the
 * answer comes when it is over.
 */
final class MoveRoutes {
  private final CommandDesk desk;

  MoveRoutes(CommandDesk desk) {
    this.desk = desk;
  }

  List<Route> routes() {
    return List.of(
        Route.guarded("POST", "switchover", request -> move(request, Command.Move.Kind.SWITCHOVER)),
        Route.guarded("POST", "failover", request -> move(request, Command.Move.Kind.FAILOVER)),
        Route.guarded(
            "DELETE",
            "switchover",
            request -> desk.submit(new Command.CancelMove(), CommandAnswers.MOVE)));
  }

  private CompletionStage<Answer> move(Request request, Command.Move.Kind kind) throws IOException {
    Map<String, Object> body = request.body().object();
    Optional<String> candidate = text(body, "candidate").or(() -> text(body, "member"));
    return desk.submit(
        new Command.Move(
            kind,
            text(body, "leader").map(MoveRoutes::name),
            candidate.map(MoveRoutes::name),
            text(body, "scheduled_at")),
        CommandAnswers.MOVE);
  }

  /** An empty text is as good as none. */
  private static Optional<String> text(Map<String, Object> body, String key) {
    return Optional.ofNullable(body.get(key)).map(Object::toString).filter(text -> !text.isEmpty());
  }

  private static NodeName name(String text) {
    try {
      return NodeName.of(text);
    } catch (IllegalArgumentException notAName) {
      throw new RefusedRequest(Answer.text(400, "leader and candidate must be names of members"));
    }
  }
}
