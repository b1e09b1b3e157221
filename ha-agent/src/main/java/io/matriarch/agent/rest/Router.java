package io.matriarch.agent.rest;

import io.matriarch.core.model.Ticker;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** The route table: which request is answered by whom. Thread safe. */
final class Router {
  static final String INSTANCE_HEADER = "Matriarch-Instance";

  private final LastView views;
  private final StatusRoutes status;
  private final Map<String, Route> table = new LinkedHashMap<>();

  /**
   * @param instance tells this process from every other one
   */
  Router(NodeView node, Ticker ticker, String instance) {
    this.views = new LastView(node);
    this.status = new StatusRoutes(node, views, ticker, instance);
    CommandDesk desk = new CommandDesk(node);
    Stream.of(
            status.routes(),
            new ClusterRoutes(node, views).routes(),
            new ConfigRoutes(views, desk).routes(),
            new FailsafeRoutes(node, views).routes(),
            new MoveRoutes(desk).routes(),
            new RestartRoutes(desk).routes(),
            new NodeRoutes(node, desk).routes(),
            new HaRoutes(node, status::now).routes())
        .flatMap(List::stream)
        .forEach(route -> table.put(key(route.method(), route.path()), route));
  }

  /** Every line; health checks, which answer whatever else is read, are not in it. */
  Collection<Route> table() {
    return table.values();
  }

  LastView views() {
    return views;
  }

  /**
   * @throws RefusedRequest it is answered without having been carried out
   * @throws IOException the client is gone
   */
  CompletionStage<Answer> route(Request request, AccessControl access) throws IOException {
    return switch (request.method()) {
      case "HEAD", "OPTIONS" -> CompletableFuture.completedFuture(status.health(request));
      case "GET" -> {
        Optional<Route> route = find(request);
        yield route.isPresent()
            ? guarded(route.get(), request, access)
            : CompletableFuture.completedFuture(status.health(request));
      }
      default -> changing(request, access);
    };
  }

  private CompletionStage<Answer> changing(Request request, AccessControl access)
      throws IOException {
    Route route =
        find(request)
            .orElseThrow(
                () -> RefusedRequest.page(501, "There is nothing of this kind at this path."));
    return guarded(route, request, access);
  }

  private static CompletionStage<Answer> guarded(Route route, Request request, AccessControl access)
      throws IOException {
    Optional<Answer> refusal = access.refusal(request, route.guard());
    return refusal.isPresent()
        ? CompletableFuture.completedFuture(refusal.get())
        : route.handler().handle(request);
  }

  private Optional<Route> find(Request request) {
    String[] segments = request.path().split("/", -1);
    String first = segments.length > 1 ? segments[1] : "";
    boolean two = first.equals("ha") && segments.length > 2;
    String path = two ? first + "/" + segments[2] : first;
    return Optional.ofNullable(table.get(key(request.method(), path)));
  }

  private static String key(String method, String path) {
    return method + " " + path;
  }
}
