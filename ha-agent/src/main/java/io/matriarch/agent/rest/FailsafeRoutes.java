package io.matriarch.agent.rest;

import io.matriarch.core.api.FailsafeAnswer;
import io.matriarch.core.config.Json;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.NodeName;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * {@code /failsafe}: who must agree, and a leader that lost the store asking whether it may go on.
 */
final class FailsafeRoutes {
  private static final int WAITING_AT_MOST = 16;

  /** Leaders themselves wait two seconds. */
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  private final NodeView node;
  private final LastView views;
  private final Patience patience = new Patience(WAITING_AT_MOST);

  FailsafeRoutes(NodeView node, LastView views) {
    this.node = node;
    this.views = views;
  }

  List<Route> routes() {
    return List.of(
        Route.open("GET", "failsafe", Handler.now(request -> topology())),
        new Route("POST", "failsafe", Route.Guard.FAILSAFE, this::ping));
  }

  private Answer topology() {
    Optional<Map<String, Object>> members =
        views.latest().flatMap(ClusterView::failsafe).flatMap(Json::object);
    return members
        .map(topology -> Answer.json(200, SpacedJson.bytes(topology)))
        .orElseGet(() -> Answer.page(502, "No members are known that would have to agree."));
  }

  private CompletionStage<Answer> ping(Request request) throws IOException {
    Map<String, Object> body = request.body().object();
    NodeName leader = leader(body);
    Optional<Duration> ttl = ttl(body);
    return patience
        .await(PATIENCE, () -> node.failsafePing(leader, ttl))
        .orElseThrow(FailsafeRoutes::silent)
        .thenApply(
            answer -> answer.map(FailsafeRoutes::answer).orElseThrow(FailsafeRoutes::silent));
  }

  private static NodeName leader(Map<String, Object> body) {
    try {
      return new NodeName(Objects.toString(body.get("name"), ""));
    } catch (IllegalArgumentException notAName) {
      throw RefusedRequest.page(400, "The body does not name the leader.");
    }
  }

  /**
   * Patroni does not say it. What is said and not understood is not passed over: whoever asks
   * counts on it. No configuration has more than an {@code int} holds.
   */
  private static Optional<Duration> ttl(Map<String, Object> body) {
    Object ttl = body.get("ttl");
    if (ttl == null) {
      return Optional.empty();
    }
    if (ttl instanceof Integer seconds && seconds > 0) {
      return Optional.of(Duration.ofSeconds(seconds));
    }
    throw new RefusedRequest(Answer.text(400, "ttl: not a number of seconds that a ttl can have"));
  }

  private static RefusedRequest silent() {
    return new RefusedRequest(Answer.text(503, "the node does not answer"));
  }

  private static Answer answer(FailsafeAnswer answer) {
    if (answer instanceof FailsafeAnswer.Accepted accepted) {
      Answer yes = Answer.text(200, "Accepted");
      return accepted.position().isPresent()
          ? yes.withHeader("lsn", Long.toString(accepted.position().getAsLong()))
          : yes;
    }
    if (answer instanceof FailsafeAnswer.TooLong tooLong) {
      return Answer.text(
          400, "ttl: no more than " + tooLong.most().toSeconds() + " s are promised");
    }
    return answer instanceof FailsafeAnswer.RunningAsLeader
        ? Answer.text(500, "Running as a leader")
        : Answer.page(502, "failsafe_mode is not enabled.");
  }
}
