package io.matriarch.core.api;

import io.matriarch.core.config.Timing;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.RunState;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import java.time.Duration;
import java.util.Optional;

/**
 * A published status and the instant at which somebody asks for it. A snapshot may be old when it
 * is read, since the node may be hung or frozen meanwhile: this says what of it still holds.
 *
 * @param status latest snapshot
 * @param now instant of the question
 */
public record StatusNow(NodeStatus status, MonoTime now) {

  /** How much of the snapshot may still be told as present truth. */
  public enum Trust {
    /** All of it. */
    FULL,
    /** It says leader, and the right to be that has passed since. */
    LEASE_PASSED,
    /** The node has not taken a step for so long that it must be hung. */
    SILENT
  }

  /** {@return how much of the snapshot still holds} */
  public Trust trust() {
    if (status.config().paused()) {
      return Trust.FULL;
    }
    if (status.leading() && !leads()) {
      return Trust.LEASE_PASSED;
    }
    return alive() ? Trust.FULL : Trust.SILENT;
  }

  /** {@return whether the node may act as leader now} */
  public boolean leads() {
    return status.leadsAt(now);
  }

  /**
   * {@return whether the node has taken a step lately} A pause stops the rules that liveness would
   * enforce, so it says yes then.
   */
  public boolean alive() {
    Timing timing = status.config().timing();
    boolean runningPrimary = status.role() == Role.PRIMARY && status.state() == RunState.RUNNING;
    Duration grace = runningPrimary ? timing.ttl() : timing.ttl().multipliedBy(2);
    Duration longest = timing.loopWait().plus(grace);
    return status.config().paused() || now.since(status.at()).compareTo(longest) < 0;
  }

  /**
   * {@return the last look at the resource, if that found it answering and can still be trusted}
   */
  public Optional<ResourceReport> answering() {
    return trust() == Trust.FULL
        ? status.report().filter(report -> report.running() == RunPhase.RUNNING)
        : Optional.empty();
  }

  /** {@return the state of a replica's stream, in the resource's word} */
  public Optional<String> replicationState() {
    return answering().flatMap(ResourceReport::replicationState);
  }

  /** {@return what is published, except that "running" is only said of what answered} */
  public RunState state() {
    return status.state() == RunState.RUNNING && answering().isEmpty()
        ? RunState.UNKNOWN
        : status.state();
  }

  /** {@return what the resource itself says it is, else what the node takes it for} */
  public Role role() {
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
