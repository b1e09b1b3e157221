package io.matriarch.agent.rest;

import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.config.Timing;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.RunState;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import java.time.Duration;
import java.util.Optional;

/**
 * A published status and the instant at which somebody asks for it.
 *
 * @param status latest snapshot
 * @param now instant of the question
 */
record StatusNow(NodeStatus status, MonoTime now) {

  /** How much of the snapshot may still be told as present truth. */
  enum Trust {
    FULL,
    /** It says leader, and the right to be that has passed since. */
    LEASE_PASSED,
    /** The node has not taken a step for so long that it must be hung. */
    SILENT
  }

  Trust trust() {
    if (status.config().paused()) {
      return Trust.FULL;
    }
    if (status.leading() && !leads()) {
      return Trust.LEASE_PASSED;
    }
    return alive() ? Trust.FULL : Trust.SILENT;
  }

  boolean leads() {
    return status.leadsAt(now);
  }

  /** A pause stops the rules that liveness would enforce, so it says yes then. */
  boolean alive() {
    Timing timing = status.config().timing();
    boolean runningPrimary = status.role() == Role.PRIMARY && status.state() == RunState.RUNNING;
    Duration grace = runningPrimary ? timing.ttl() : timing.ttl().multipliedBy(2);
    Duration longest = timing.loopWait().plus(grace);
    return status.config().paused() || now.since(status.at()).compareTo(longest) < 0;
  }

  /** The last look at the resource, if that found it answering and can still be trusted. */
  Optional<ResourceReport> answering() {
    return trust() == Trust.FULL
        ? status.report().filter(report -> report.running() == RunPhase.RUNNING)
        : Optional.empty();
  }

  Optional<String> replicationState() {
    return answering().flatMap(ResourceReport::replicationState);
  }

  /** What is published, except that "running" is only said of what answered. */
  RunState state() {
    return status.state() == RunState.RUNNING && answering().isEmpty()
        ? RunState.UNKNOWN
        : status.state();
  }

  /** What the resource itself says it is, else what the node takes it for. */
  Role role() {
    if (trust() != Trust.FULL) {
      return status.role() == Role.PRIMARY || status.role() == Role.PROMOTED
          ? Role.DEMOTED
          : status.role();
    }
    return status.role() == Role.STANDBY_LEADER
        ? Role.STANDBY_LEADER
        : answering().map(ResourceReport::role).orElse(status.role());
  }
}
