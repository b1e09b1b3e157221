package io.matriarch.agent.rest;

import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.config.Json;
import io.matriarch.core.config.Values;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.NodeName;
import java.util.Arrays;

/** Whether the leader, of whatever make, counts a node among its synchronous standbys. */
enum SyncMembership {
  NONE(""),
  SYNC("sync_standby"),
  QUORUM("quorum_standby");

  /** Name of the flag, and of the role, in status documents. */
  private final String field;

  SyncMembership(String field) {
    this.field = field;
  }

  String field() {
    return field;
  }

  /** Of the node itself, with its own configuration. */
  static SyncMembership of(NodeStatus status) {
    return status.view().map(view -> of(view, status.config().text(), status.name())).orElse(NONE);
  }

  /**
   * @param config dynamic configuration, JSON text
   */
  static SyncMembership of(ClusterView view, String config, NodeName name) {
    return view.sync().isPresent() && isListed(name, view.sync().get().value())
        ? mode(config)
        : NONE;
  }

  private static boolean isListed(NodeName name, String document) {
    Object standbys = field(document, "sync_standby");
    return Arrays.stream(standbys.toString().split(","))
        .anyMatch(listed -> listed.strip().equalsIgnoreCase(name.value()));
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
