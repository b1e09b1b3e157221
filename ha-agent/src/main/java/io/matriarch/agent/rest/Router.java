package io.matriarch.agent.rest;

import com.sun.net.httpserver.HttpExchange;
import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.model.Ticker;
import java.io.IOException;

/** The route table: which question is answered by whom. */
final class Router {
  static final String INSTANCE_HEADER = "Matriarch-Instance";
  private static final String NOT_BUILT = "not supported by this version\n";

  private final NodeView node;
  private final Ticker ticker;
  private final StatusJson statusJson;
  private final String instance;
  private final Patience patience = new Patience();

  /**
   * @param instance tells this process from every other one
   */
  Router(NodeView node, Ticker ticker, String instance) {
    this.node = node;
    this.ticker = ticker;
    this.statusJson = new StatusJson();
    this.instance = instance;
  }

  Answer route(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    return switch (exchange.getRequestMethod()) {
      case "GET" -> get(path, Query.parse(exchange.getRequestURI().getRawQuery()));
      case "HEAD", "OPTIONS" ->
          Answer.bare(
              HealthRules.code(path, Query.parse(exchange.getRequestURI().getRawQuery()), now()));
      case "POST" ->
          firstSegment(path).equals("failsafe")
              ? FailsafeRoute.handle(exchange, node, patience)
              : Answer.text(501, NOT_BUILT);
      default -> Answer.text(501, NOT_BUILT);
    };
  }

  private Answer get(String path, Query query) {
    StatusNow at = now();
    if (path.equals("/ha/explain")) {
      return Answer.json(200, ExplainJson.body(at));
    }
    return switch (firstSegment(path)) {
      case "patroni" -> Answer.json(200, statusJson.body(refreshed()));
      case "liveness" -> Answer.bare(ProbeRules.liveness(at)).withHeader(INSTANCE_HEADER, instance);
      case "readiness" -> Answer.bare(ProbeRules.readiness(query, at));
      case "cluster", "history", "config", "metrics", "failsafe" -> Answer.text(501, NOT_BUILT);
      default -> Answer.json(HealthRules.code(path, query, at), statusJson.body(at));
    };
  }

  private StatusNow now() {
    return at(node.status());
  }

  /** Peers decide by what they read here, so it must not be older than their question. */
  private StatusNow refreshed() {
    return at(patience.await(node::refresh).orElseGet(node::status));
  }

  /** The clock is read last: an earlier instant could lie before the snapshot's own. */
  private StatusNow at(NodeStatus status) {
    return new StatusNow(status, ticker.now());
  }

  private static String firstSegment(String path) {
    int end = path.indexOf('/', 1);
    return path.isEmpty() ? "" : path.substring(1, end < 0 ? path.length() : end);
  }
}
