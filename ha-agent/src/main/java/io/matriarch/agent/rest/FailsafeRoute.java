package io.matriarch.agent.rest;

import com.sun.net.httpserver.HttpExchange;
import io.matriarch.core.api.FailsafeAnswer;
import io.matriarch.core.config.Json;
import io.matriarch.core.model.NodeName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@code POST /failsafe}: a leader that lost the store asks whether it may go on. */
final class FailsafeRoute {
  private static final int LONGEST_BODY = 1 << 20;

  private FailsafeRoute() {}

  static Answer handle(HttpExchange exchange, NodeView node, Patience patience) throws IOException {
    if (exchange.getRequestHeaders().getFirst("Content-Length") == null) {
      return Answer.text(411, "Length Required");
    }
    byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY);
    Optional<NodeName> leader = leader(body);
    if (leader.isEmpty()) {
      return Answer.text(400, "Bad Request");
    }
    return patience
        .await(() -> node.failsafePing(leader.get()))
        .map(FailsafeRoute::answer)
        .orElseGet(() -> Answer.text(503, "the node does not answer"));
  }

  private static Optional<NodeName> leader(byte[] body) {
    Optional<Object> name =
        Json.object(new String(body, StandardCharsets.UTF_8)).map(request -> request.get("name"));
    try {
      return name.map(text -> new NodeName(text.toString()));
    } catch (IllegalArgumentException notAName) {
      return Optional.empty();
    }
  }

  private static Answer answer(FailsafeAnswer answer) {
    if (answer instanceof FailsafeAnswer.Accepted accepted) {
      Answer yes = Answer.text(200, "Accepted");
      return accepted.position().isPresent()
          ? yes.withHeader("lsn", Long.toString(accepted.position().getAsLong()))
          : yes;
    }
    return answer instanceof FailsafeAnswer.RunningAsLeader
        ? Answer.text(500, "Running as a leader")
        : Answer.text(502, "failsafe_mode is not enabled");
  }
}
