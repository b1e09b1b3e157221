package io.matriarch.agent.rest;

import io.matriarch.core.config.Json;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Position;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.Tags;
import io.matriarch.core.peer.PeerStatus;
import io.matriarch.core.wire.RoleNames;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads what a peer says of itself. */
final class PeerAnswer {
  private static final String CURRENT_GENERATION = "4.";

  private PeerAnswer() {}

  /** Whatever cannot be used counts as no answer. */
  static PeerStatus parse(NodeName name, byte[] body) {
    Map<String, Object> answer =
        Json.object(new String(body, StandardCharsets.UTF_8)).orElse(Map.of());
    return Json.asObject(answer.getOrDefault("wal", answer.get("xlog")))
        .filter(log -> isOf(name, answer))
        .map(log -> status(name, answer, log))
        .orElse(PeerStatus.unreachable(name));
  }

  /** Addresses are used again: a server of another name says nothing about this one. */
  private static boolean isOf(NodeName name, Map<String, Object> answer) {
    Object told = agent(answer).get("name");
    return told == null || told.equals(name.value());
  }

  private static PeerStatus status(
      NodeName name, Map<String, Object> answer, Map<String, Object> log) {
    long location = number(log, "location");
    Role role = RoleNames.parse(String.valueOf(answer.get("role")));
    boolean primary = location > 0 || role == Role.PRIMARY;
    long offset =
        primary
            ? location
            : Math.max(number(log, "received_location"), number(log, "replayed_location"));
    return new PeerStatus(
        name,
        true,
        primary,
        offset > 0
            ? Optional.of(new Position(number(answer, "timeline"), offset))
            : Optional.empty(),
        tags(answer),
        Boolean.TRUE.equals(answer.get("watchdog_failed")),
        streaming(answer));
  }

  /** Who tells it leaves it out while there is no stream; who is older than that tells nothing. */
  private static Optional<Boolean> streaming(Map<String, Object> answer) {
    Optional<Boolean> told =
        Optional.ofNullable(answer.get("replication_state")).map("streaming"::equals);
    return told.isPresent() || !tellsItsStream(answer) ? told : Optional.of(false);
  }

  private static boolean tellsItsStream(Map<String, Object> answer) {
    return String.valueOf(agent(answer).get("version")).startsWith(CURRENT_GENERATION);
  }

  private static Map<String, Object> agent(Map<String, Object> answer) {
    return Json.asObject(answer.get("patroni")).orElse(Map.of());
  }

  private static long number(Map<String, Object> object, String field) {
    return object.get(field) instanceof Number n ? Math.max(0, n.longValue()) : 0;
  }

  private static Tags tags(Map<String, Object> answer) {
    Map<String, Object> tags =
        new LinkedHashMap<>(Json.asObject(answer.get("tags")).orElse(Map.of()));
    tags.values().removeIf(value -> value == null);
    return new Tags(tags);
  }
}
