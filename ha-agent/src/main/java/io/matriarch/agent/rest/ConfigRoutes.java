package io.matriarch.agent.rest;

import io.matriarch.core.api.Command;
import io.matriarch.core.config.Json;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.Versioned;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /config}: the dynamic configuration. */
final class ConfigRoutes {
  private final LastView views;
  private final CommandDesk desk;

  ConfigRoutes(LastView views, CommandDesk desk) {
    this.views = views;
    this.desk = desk;
  }

  List<Route> routes() {
    return List.of(
        Route.open("GET", "config", Handler.now(request -> read())),
        Route.guarded("PATCH", "config", this::patch),
        Route.guarded("PUT", "config", this::replace));
  }

  private Answer read() {
    Optional<Map<String, Object>> document =
        views.latest().flatMap(ClusterView::config).map(Versioned::value).flatMap(Json::object);
    return document
        .map(config -> Answer.json(200, SpacedJson.bytes(config)))
        .orElseGet(() -> Answer.page(502, "The store holds no valid configuration."));
  }

  private CompletionStage<Answer> patch(Request request) throws IOException {
    String json = request.body().objectText();
    return desk.submit(new Command.PatchConfig(json), CommandAnswers.PATCH);
  }

  private CompletionStage<Answer> replace(Request request) throws IOException {
    String json = request.body().objectText();
    return desk.submit(new Command.ReplaceConfig(json), CommandAnswers.REPLACE);
  }
}
