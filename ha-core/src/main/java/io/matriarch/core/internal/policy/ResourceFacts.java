package io.matriarch.core.internal.policy;

import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.internal.machine.ResourceState;
import io.matriarch.core.internal.machine.TaskSlot;
import io.matriarch.core.model.Role;
import io.matriarch.core.resource.Divergence;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.ResourceReport.DataState;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import java.time.Duration;
import java.util.Optional;

/** Facts about the resource on this node. */
public final class ResourceFacts implements FactFinder {

  /** A replica may lose its stream for a moment, for instance while its source restarts. */
  private static final Duration STALL = Duration.ofSeconds(10);

  @Override
  public FactSet find(Situation s) {
    Optional<ResourceReport> report = s.report();
    Optional<ResourceState.Verdict> verdict = verdictOnPresentLeader(s);
    return FactSet.found()
        .with(Fact.REPORT_KNOWN, report.isPresent())
        .with(Fact.DATA_INACCESSIBLE, is(report, DataState.INACCESSIBLE))
        .with(Fact.DATA_EMPTY, is(report, DataState.EMPTY))
        .with(Fact.ALIVE, report.filter(r -> r.running().alive()).isPresent())
        .with(Fact.RUNNING, report.filter(r -> r.running() == RunPhase.RUNNING).isPresent())
        .with(Fact.PRIMARY, mayBeWritable(s.state()))
        .with(
            Fact.DATA_OF_PRIMARY,
            report.filter(r -> !r.running().alive() && r.role() == Role.PRIMARY).isPresent())
        .with(Fact.FOLLOWS_LEADER, followsLeader(s))
        .with(Fact.SOURCE_RETURNED, sourceReturned(s))
        .with(Fact.STALLED, stalled(s))
        .with(Fact.REALIGN_POSSIBLE, report.filter(ResourceReport::realignPossible).isPresent())
        .with(Fact.DIVERGENCE_KNOWN, verdict.isPresent())
        .with(Fact.DIVERGED, verdict.filter(v -> v.divergence() == Divergence.DIVERGED).isPresent())
        .with(Fact.TIMELINE_CURRENT, timelineCurrent(s, report))
        .with(Fact.TIMELINE_OUTDATED, timelineOutdated(s, report))
        .with(Fact.ADOPTION_OVER, s.now().hasReached(s.state().memory().adoptedUntil()))
        .toSet();
  }

  /**
   * Errs on the side of "yes": a task past its point of no return counts, and so does what was seen
   * until a later look shows otherwise. A stop whose last position is final has nothing left that
   * could write.
   */
  public static boolean mayBeWritable(NodeState state) {
    Optional<TaskSlot.Running> task = state.tasks().running();
    boolean ended = task.flatMap(TaskSlot.Running::finalPosition).isPresent();
    boolean becoming = task.filter(t -> t.spec().makesPrimary() && t.pastNoReturn()).isPresent();
    return becoming || state.resource().mayWrite() && !ended;
  }

  private static boolean is(Optional<ResourceReport> report, DataState data) {
    return report.filter(r -> r.data() == data).isPresent();
  }

  /** It has not streamed for a while. */
  public static boolean stalled(Situation s) {
    return s.state()
        .memory()
        .stalledSince()
        .filter(since -> s.now().hasReached(since.plus(STALL)))
        .isPresent();
  }

  /** A look that was begun after the leader's return shows that the stream is not back. */
  private static boolean sourceReturned(Situation s) {
    return s.state()
            .memory()
            .sourceAwayAt()
            .filter(away -> s.state().resource().askedAt().isAfter(away))
            .isPresent()
        && s.report()
            .filter(report -> report.running() == RunPhase.RUNNING && !report.streaming())
            .isPresent()
        && followsLeader(s);
  }

  /** A replica is set to stream from where the present leader has it stream from. */
  public static boolean followsLeader(Situation s) {
    Optional<ResourceReport> report = s.report();
    if (s.state().settings().tags().nostream()) {
      return s.source().isPresent() && report.isPresent();
    }
    return s.upstream()
        .flatMap(
            source ->
                report
                    .flatMap(ResourceReport::sourceAddress)
                    .filter(address -> address.equals(source.address())))
        .isPresent();
  }

  private static Optional<ResourceState.Verdict> verdictOnPresentLeader(Situation s) {
    return s.state()
        .resource()
        .verdict()
        .filter(verdict -> verdict.divergence() != Divergence.UNKNOWN)
        .filter(
            verdict ->
                s.otherLeader()
                    .filter(leader -> leader.holder().equals(verdict.leader()))
                    .filter(leader -> leader.term().equals(verdict.term()))
                    .isPresent());
  }

  private static boolean timelineOutdated(Situation s, Optional<ResourceReport> report) {
    return s.state().config().failover().checkTimeline()
        && report
            .flatMap(ResourceReport::position)
            .filter(position -> position.epoch() < s.clusterTimeline())
            .isPresent();
  }

  private static boolean timelineCurrent(Situation s, Optional<ResourceReport> report) {
    return report
        .flatMap(ResourceReport::position)
        .filter(position -> position.epoch() >= s.clusterTimeline())
        .isPresent();
  }
}
