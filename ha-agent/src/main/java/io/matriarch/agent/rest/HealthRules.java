package io.matriarch.agent.rest;

import io.matriarch.core.api.StatusNow;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.RunState;

/**
 * Which status code a health check gets. The first rule that fits the path decides; most look for a
 * word anywhere in it.
 */
final class HealthRules {
  static final int YES = 200;
  static final int NO = 503;

  private final StatusNow at;
  private final Query query;

  private HealthRules(StatusNow at, Query query) {
    this.at = at;
    this.query = query;
  }

  static int code(String path, Query query, StatusNow at) {
    HealthRules rules = new HealthRules(at, query);
    if (path.contains("standby_leader") || path.contains("standby-leader")) {
      return rules.standbyLeader();
    }
    if (path.contains("leader")) {
      return rules.leader();
    }
    if (path.equals("/")
        || path.contains("master")
        || path.contains("primary")
        || path.contains("read-write")) {
      return rules.primary();
    }
    int code = rules.filtered(path);
    return code == YES && !TagFilter.matches(query, at.status().tags()) ? NO : code;
  }

  private int filtered(String path) {
    if (path.contains("replica")) {
      return replica();
    }
    if (path.contains("read-only") && !path.contains("sync") && !path.contains("quorum")) {
      return leads() ? YES : replica();
    }
    if (path.contains("health")) {
      return at.state() == RunState.RUNNING ? YES : NO;
    }
    return at.status().view().isPresent() ? synchronous(path) : NO;
  }

  private int synchronous(String path) {
    SyncMembership membership = SyncMembership.of(at.status());
    return switch (path) {
      case "/sync", "/synchronous" -> membership == SyncMembership.SYNC ? replica() : NO;
      case "/quorum" -> membership == SyncMembership.QUORUM ? replica() : NO;
      case "/async", "/asynchronous" -> membership == SyncMembership.NONE ? replica() : NO;
      case "/read-only-quorum" ->
          leads() ? YES : membership == SyncMembership.QUORUM ? replica() : NO;
      case "/read-only-sync", "/read-only-synchronous" ->
          leads() ? YES : membership == SyncMembership.SYNC ? replica() : NO;
      default -> NO;
    };
  }

  private boolean leads() {
    return primary() == YES || standbyLeader() == YES;
  }

  private int leader() {
    return byRole()
        ? answer(at.role() == Role.PRIMARY || at.role() == Role.STANDBY_LEADER)
        : answer(at.leads());
  }

  private int primary() {
    return byRole()
        ? answer(at.role() == Role.PRIMARY)
        : answer(at.leads() && at.role() != Role.STANDBY_LEADER);
  }

  private int standbyLeader() {
    return answer((byRole() || at.leads()) && at.role() == Role.STANDBY_LEADER);
  }

  /** Paused and without a view nobody is demoted, so what runs as primary is the primary. */
  private boolean byRole() {
    return at.status().view().isEmpty() && at.status().config().paused();
  }

  private int replica() {
    boolean fits =
        at.role() == Role.REPLICA
            && at.state() == RunState.RUNNING
            && !at.status().tags().noloadbalance()
            && !Lag.of(at).exceeds(query)
            && query
                .get("replication_state")
                .map(wanted -> at.replicationState().filter(wanted::equals).isPresent())
                .orElse(true);
    return answer(fits);
  }

  private static int answer(boolean yes) {
    return yes ? YES : NO;
  }
}
