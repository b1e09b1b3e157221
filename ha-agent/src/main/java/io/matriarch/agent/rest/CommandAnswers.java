package io.matriarch.agent.rest;

import io.matriarch.core.api.CommandResult;
import io.matriarch.core.api.CommandResult.Outcome;
import io.matriarch.core.config.Json;
import java.util.Map;

/** Which status code says how a command ended. */
enum CommandAnswers {
  PLAIN(503, 503),
  /** A restart that was to be scheduled during a pause is not the client's mistake. */
  RESTART(500, 503),
  /** A move that needs what a pause forbids is. */
  MOVE(400, 503),
  /** What comes back is the document that stands now. */
  PATCH(503, 503),
  /** A document that was not written is an upstream failure here. */
  REPLACE(503, 502);

  private final int paused;
  private final int failed;

  CommandAnswers(int paused, int failed) {
    this.paused = paused;
    this.failed = failed;
  }

  Answer of(CommandResult result) {
    int code = code(result.outcome());
    boolean document = this == PATCH || this == REPLACE;
    return document && code == 200
        ? Answer.json(code, SpacedJson.bytes(Json.object(result.text()).orElse(Map.of())))
        : Answer.text(code, result.text());
  }

  private int code(Outcome outcome) {
    return switch (outcome) {
      case DONE -> 200;
      case ACCEPTED -> 202;
      case INVALID -> 400;
      case UNPROCESSABLE -> 422;
      case PRECONDITION_FAILED -> 412;
      case PAUSED -> paused;
      case CONFLICT -> 409;
      case NOT_FOUND -> 404;
      case FAILED, UNKNOWN -> failed;
    };
  }
}
