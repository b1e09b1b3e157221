package io.matriarch.agent.rest;

import io.matriarch.core.api.JournalEntry;
import io.matriarch.core.api.StatusNow;
import io.matriarch.core.wire.Timestamps;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Below {@code /ha}: what no other implementation answers. */
final class HaRoutes {
  private final NodeView node;
  private final Supplier<StatusNow> now;

  HaRoutes(NodeView node, Supplier<StatusNow> now) {
    this.node = node;
    this.now = now;
  }

  List<Route> routes() {
    return List.of(
        Route.open(
            "GET",
            "ha/explain",
            Handler.now(request -> Answer.json(200, ExplainJson.body(now.get())))),
        Route.open("GET", "ha/rules", Handler.now(request -> Answer.json(200, RulesJson.body()))),
        Route.open("GET", "ha/journal", Handler.now(this::journal)),
        // Large, and it takes a while: not for everybody.
        Route.guarded(
            "GET", "ha/recording", Handler.now(request -> Answer.lines(200, node.recording()))),
        Route.open(
            "GET",
            "ha/failover",
            Handler.now(
                request -> Answer.json(200, FailoverJson.body(node.status(), node.journal())))));
  }

  private Answer journal(Request request) {
    Optional<String> since = request.query().get("since");
    Optional<Instant> from =
        since
            .flatMap(Timestamps::parse)
            .flatMap(Timestamps.Parsed::offset)
            .map(OffsetDateTime::toInstant);
    if (since.isPresent() && from.isEmpty()) {
      return Answer.text(400, "since must be a time with an offset, e.g. 2030-01-01T00:00:00Z");
    }
    List<JournalEntry> entries =
        node.journal().stream()
            .filter(entry -> from.map(start -> !entry.wallClock().isBefore(start)).orElse(true))
            .toList();
    return Answer.json(200, JournalJson.body(node.status(), entries));
  }
}
