package io.matriarch.agent.rest;

import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.api.StatusNow;
import io.matriarch.core.model.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Health checks, probes, metrics, and the status document by which peers decide. */
final class StatusRoutes {
  private static final int WAITING_AT_MOST = 64;

  /** Peers themselves wait two seconds. */
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  private final NodeView node;
  private final LastView views;
  private final Ticker ticker;
  private final String instance;
  private final StatusJson statusJson = new StatusJson();
  private final Patience patience = new Patience(WAITING_AT_MOST);

  /**
   * @param instance tells this process from every other one
   */
  StatusRoutes(NodeView node, LastView views, Ticker ticker, String instance) {
    this.node = node;
    this.views = views;
    this.ticker = ticker;
    this.instance = instance;
  }

  List<Route> routes() {
    return List.of(
        Route.open("GET", "patroni", request -> patroni()),
        Route.open("GET", "liveness", Handler.now(request -> liveness())),
        Route.open(
            "GET",
            "readiness",
            Handler.now(request -> Answer.bare(ProbeRules.readiness(request.query(), now())))),
        Route.open("GET", "metrics", Handler.now(request -> metrics())));
  }

  /** Every other path is a question about the node's health. */
  Answer health(Request request) {
    StatusNow at = now();
    int code = HealthRules.code(request.path(), request.query(), at);
    return request.method().equals("GET")
        ? Answer.json(code, statusJson.body(at))
        : Answer.bare(code);
  }

  /** Peers decide by what they read here, so it must not be older than their question. */
  private CompletionStage<Answer> patroni() {
    return patience
        .await(PATIENCE, node::refresh)
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()))
        .thenApply(fresh -> at(fresh.orElseGet(node::status)))
        .thenApply(at -> Answer.json(200, statusJson.body(at)));
  }

  private Answer liveness() {
    return Answer.bare(ProbeRules.liveness(now())).withHeader(Router.INSTANCE_HEADER, instance);
  }

  private Answer metrics() {
    return Answer.plain(200, Metrics.text(now(), views.latest()));
  }

  StatusNow now() {
    return at(node.status());
  }

  /** The clock is read last: an earlier instant could lie before the snapshot's own. */
  private StatusNow at(NodeStatus status) {
    return new StatusNow(status, ticker.now());
  }
}
