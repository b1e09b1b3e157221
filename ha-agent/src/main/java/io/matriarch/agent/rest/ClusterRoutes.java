package io.matriarch.agent.rest;

import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.config.Json;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.Versioned;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What is known of the cluster: its members, and its history. */
final class ClusterRoutes {
  private static final int WAITING_AT_MOST = 32;
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final NodeView node;
  private final LastView views;
  private final Patience patience = new Patience(WAITING_AT_MOST);

  ClusterRoutes(NodeView node, LastView views) {
    this.node = node;
    this.views = views;
  }

  List<Route> routes() {
    return List.of(
        Route.open("GET", "cluster", request -> cluster()),
        Route.open("GET", "history", Handler.now(request -> history())));
  }

  private CompletionStage<Answer> cluster() {
    Duration deadline = node.status().config().timing().retryTimeout().plus(GRACE);
    return patience
        .await(deadline, node::reread)
        .orElseThrow(() -> new RefusedRequest(Answer.text(503, "too many requests are waiting")))
        .thenApply(
            fresh ->
                fresh
                    .filter(status -> status.view().isPresent())
                    .map(ClusterRoutes::members)
                    .orElseGet(() -> Answer.text(503, "the store cannot be read")));
  }

  private static Answer members(NodeStatus status) {
    return Answer.json(200, SpacedJson.bytes(ClusterJson.document(status)));
  }

  private Answer history() {
    List<Object> entries =
        views
            .latest()
            .flatMap(ClusterView::history)
            .map(Versioned::value)
            .flatMap(Json::array)
            .orElse(List.of());
    return Answer.json(200, SpacedJson.bytes(entries));
  }
}
