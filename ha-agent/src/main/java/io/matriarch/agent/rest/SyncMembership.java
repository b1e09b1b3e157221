package io.matriarch.agent.rest;

import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.config.Json;
import io.matriarch.core.config.Values;
import io.matriarch.core.model.Versioned;
import java.util.Arrays;
import java.util.Optional;

/** Whether the leader, of whatever make, counts this node among its synchronous standbys. */
enum SyncMembership {
  NONE(""),
  SYNC("sync_standby"),
  QUORUM("quorum_standby");

  /** Name of the flag in status documents. */
  private final String field;

  SyncMembership(String field) {
    this.field = field;
  }

  String field() {
    return field;
  }

  static SyncMembership of(NodeStatus status) {
    Optional<Versioned> sync = status.view().flatMap(view -> view.sync());
    return sync.isPresent() && isListed(status, sync.get().value())
        ? mode(status.config().text())
        : NONE;
  }

  private static boolean isListed(NodeStatus status, String document) {
    Object standbys = field(document, "sync_standby");
    return Arrays.stream(standbys.toString().split(","))
        .anyMatch(name -> name.strip().equalsIgnoreCase(status.name().value()));
  }

  private static SyncMembership mode(String config) {
    Object mode = field(config, "synchronous_mode");
    if (mode.toString().equalsIgnoreCase("quorum")) {
      return QUORUM;
    }
    return Values.bool(mode).orElse(false) ? SYNC : NONE;
  }

  private static Object field(String document, String name) {
    return Json.object(document).map(object -> object.get(name)).orElse("");
  }
}
