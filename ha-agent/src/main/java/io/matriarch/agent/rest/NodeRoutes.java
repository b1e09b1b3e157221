package io.matriarch.agent.rest;

import io.matriarch.core.api.Command;
import io.matriarch.core.config.Values;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What is asked of this one node: a fresh copy, reading its configuration anew, and the like. */
final class NodeRoutes {
  private final NodeView node;
  private final CommandDesk desk;

  NodeRoutes(NodeView node, CommandDesk desk) {
    this.node = node;
    this.desk = desk;
  }

  List<Route> routes() {
    return List.of(
        Route.guarded("POST", "reinitialize", this::reinitialize),
        Route.guarded(
            "DELETE",
            "reinitialize",
            request -> desk.submit(new Command.CancelReinitialize(), CommandAnswers.PLAIN)),
        Route.guarded("POST", "reload", Handler.now(request -> reload())),
        Route.guarded(
            "POST", "sigterm", Handler.now(request -> Answer.text(202, "shutdown scheduled"))),
        Route.guarded("POST", "citus", NodeRoutes::event),
        Route.open("POST", "mpp", NodeRoutes::event));
  }

  private CompletionStage<Answer> reinitialize(Request request) throws IOException {
    Map<String, Object> body = request.body().optionalObject();
    return desk.submit(
        new Command.Reinitialize(flag(body, "force"), flag(body, "from_leader")),
        CommandAnswers.PLAIN);
  }

  private Answer reload() {
    return node.reload()
        ? Answer.text(202, "reload scheduled")
        : Answer.text(503, "this node has no configuration file that it could read again");
  }

  /** Only the coordinator of a Citus cluster would do something about it. */
  private static CompletionStage<Answer> event(Request request) throws IOException {
    request.body().object();
    return CompletableFuture.completedFuture(Answer.text(200, "OK"));
  }

  private static boolean flag(Map<String, Object> body, String key) {
    Object value = body.get(key);
    return value != null && Values.bool(value).orElse(false);
  }
}
