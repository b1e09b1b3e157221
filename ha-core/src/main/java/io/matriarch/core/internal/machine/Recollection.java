package io.matriarch.core.internal.machine;

import io.matriarch.core.internal.election.Moves;
import io.matriarch.core.internal.policy.ResourceFacts;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Role;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import java.time.Duration;
import java.util.Optional;

/** Keeps the "since when" of conditions that matter only if they last. */
final class Recollection {
  private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

  static final Duration PATIENCE_WITH_SUCCESSORS = Duration.ofSeconds(10);

  private Recollection() {}

  static void update(Draft draft) {
    Situation situation = draft.situation();
    Memory memory = draft.memory;
    boolean down =
        situation.lease().isPresent()
            && situation.report().filter(report -> isDown(report.running(), draft)).isPresent();
    boolean stalled =
        ResourceFacts.followsLeader(situation)
            && situation
                .report()
                .filter(report -> report.running().alive() && report.role() == Role.REPLICA)
                .filter(report -> !report.streaming() && !draft.settings.tags().nostream())
                .isPresent();
    boolean leaderKnown = situation.leader().isPresent();
    boolean leaderless = situation.view().isPresent() && !leaderKnown;
    boolean storeFailing = !draft.store.reachable();
    boolean due = Moves.due(situation);
    if (leaderless && memory.leaderlessSince().isEmpty()
        || due && memory.moveDueSince().isEmpty()) {
      // What was said about an earlier question does not answer this one.
      draft.survey = SurveyState.NONE;
    }
    draft.memory =
        memory
            .leaderlessSince(since(memory.leaderlessSince(), leaderless, draft.now))
            .storeFailingSince(since(memory.storeFailingSince(), storeFailing, draft.now))
            .startFailingSince(since(memory.startFailingSince(), down, draft.now))
            .moveDueSince(since(memory.moveDueSince(), due, draft.now))
            .stalledSince(since(memory.stalledSince(), stalled, draft.now))
            .sourceAwayAt(sourceAwayAt(memory.sourceAwayAt(), situation))
            .standingClaim(StandingClaim.next(memory.standingClaim(), situation))
            .creation(memory.creation().filter(creation -> lasts(creation, situation)));
    if (draft.watchdog.inherited() && situation.report().filter(Recollection::tells).isPresent()) {
      draft.watchdog = draft.watchdog.settled();
    }
    if (seesSourceReturn(memory, situation)) {
      draft.resource = draft.resource.dirty(draft.now);
    }
    if (ResourceFacts.stalled(situation)) {
      forgetOldVerdict(draft);
    }
    draft.memory.returning().ifPresent(returning -> mayEnd(draft, returning));
  }

  /** While the leader is away: now; after that, until a look shows that the stream is back. */
  private static Optional<MonoTime> sourceAwayAt(Optional<MonoTime> before, Situation s) {
    boolean replica = s.running(Role.REPLICA) && !s.state().settings().tags().nostream();
    if (!replica || s.otherLeader().isEmpty()) {
      return Optional.empty();
    }
    if (s.source().isEmpty() && !s.state().stateless()) {
      return Optional.of(s.now());
    }
    boolean streams = s.report().filter(ResourceReport::streaming).isPresent();
    return before.filter(away -> !(streams && s.state().resource().askedAt().isAfter(away)));
  }

  /** What was seen of the own stream before the leader was away says nothing about it now. */
  private static boolean seesSourceReturn(Memory before, Situation s) {
    return before
        .sourceAwayAt()
        .filter(away -> ResourceFacts.followsLeader(s))
        .filter(away -> !s.state().resource().askedAt().isAfter(away))
        .filter(away -> s.state().resource().dirtySince().filter(away::isBefore).isEmpty())
        .isPresent();
  }

  /** A replica's report does not show whether it is being promoted. */
  private static boolean tells(ResourceReport report) {
    return report.role() != Role.REPLICA || report.running() == RunPhase.STOPPED;
  }

  /** Until the cluster exists, or somebody else may have taken the right over. */
  private static boolean lasts(Creation creation, Situation situation) {
    boolean elsewhere = situation.view().filter(view -> !creation.standsIn(view)).isPresent();
    return !situation.initialized() && !(elsewhere && creation.doubtfulAt(situation.now()));
  }

  /** It is back, or nobody is there to hand over to: then the request has had its chance. */
  private static void mayEnd(Draft draft, Returning returning) {
    Situation s = draft.situation();
    boolean looked = draft.resource.askedAt().isAfter(returning.since());
    boolean mayLead = s.lease().isPresent() && !draft.config.paused();
    boolean back = looked && s.running(Role.REPLICA) && !mayLead;
    boolean primary = looked && ResourceFacts.mayBeWritable(draft.freeze());
    boolean inVain =
        returning.handingOver()
            && s.lease().isPresent()
            && draft.now.hasReached(returning.since().plus(PATIENCE_WITH_SUCCESSORS));
    if (back || primary) {
      draft.memory = draft.memory.returning(Optional.empty());
    } else if (inVain) {
      // It comes back as what it was: in pause, too.
      draft.memory =
          draft
              .memory
              .answeredRequest(s.view().flatMap(ClusterView::failover))
              .returning(Optional.of(returning.inVain()));
    }
  }

  /** A primary that was seen running and cannot be asked is busy, as far as anybody knows. */
  private static boolean isDown(RunPhase phase, Draft draft) {
    return switch (phase) {
      case RUNNING -> false;
      case STOPPED, STARTING -> true;
      case UNRESPONSIVE -> !ResourceFacts.mayBeWritable(draft.freeze());
    };
  }

  private static Optional<MonoTime> since(Optional<MonoTime> before, boolean holds, MonoTime now) {
    if (!holds) {
      return Optional.empty();
    }
    return before.isPresent() ? before : Optional.of(now);
  }

  /** A stream that does not come may mean that the histories have parted after all. */
  private static void forgetOldVerdict(Draft draft) {
    draft.resource =
        draft.resource.judgedBefore(draft.now.minus(ASK_AGAIN))
            ? draft.resource.judged(Optional.empty())
            : draft.resource;
  }
}
