package io.matriarch.core.internal.policy;

import io.matriarch.core.internal.election.Moves;
import io.matriarch.core.internal.machine.LeaseState;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.Role;
import java.util.Optional;

/** Facts about what the store says. */
public final class ViewFacts implements FactFinder {
  @Override
  public FactSet find(Situation s) {
    Optional<ClusterView> view = s.view();
    boolean initialized = s.initialized();
    Optional<LeaderRecord> leader = s.leader();
    boolean leaderIsMe = leader.filter(record -> record.holder().equals(s.self())).isPresent();
    boolean keyIsOurs = leader.filter(LeaderRecord::heldByThisSession).isPresent();
    return FactSet.found()
        .with(Fact.VIEW_KNOWN, view.isPresent())
        .with(Fact.STORE_SEEN, s.state().store().view().isPresent())
        .with(
            Fact.CLUSTER_SEEN,
            s.state()
                .store()
                .view()
                .flatMap(ClusterView::initialize)
                .filter(identity -> !identity.value().isEmpty())
                .isPresent())
        .with(Fact.LEADER_KNOWN, leader.isPresent())
        .with(Fact.LEADER_IS_ME, leaderIsMe || s.lease().isPresent())
        .with(Fact.KEY_IS_OURS, keyIsOurs)
        .with(Fact.KEY_ADOPTABLE, leaderIsMe && !keyIsOurs && mayBeOurOld(s))
        .with(Fact.SOURCE_KNOWN, s.source().isPresent())
        .with(
            Fact.SOURCE_CHECKPOINTED,
            s.leaderMember()
                .filter(member -> member.role() == Role.PRIMARY && !member.checkpointPending())
                .isPresent())
        .with(Fact.INITIALIZED, initialized)
        .with(Fact.INITIALIZE_CLAIMED, s.initializeClaimed())
        .with(
            Fact.INITIALIZE_STALE,
            s.state()
                .memory()
                .standingClaim()
                .filter(claim -> s.now().hasReached(claim.abandonedAt(s.ttl())))
                .isPresent())
        .with(
            Fact.DATA_FOREIGN,
            initialized
                && s.report()
                    .flatMap(report -> report.systemId())
                    .filter(own -> !own.equals(s.initialize().get()))
                    .isPresent())
        .with(Fact.PAUSED, s.state().leftAlone())
        .with(Fact.MODE_NOT_BUILT, !s.state().config().unbuiltModes().isEmpty())
        .with(Fact.REQUEST_FOR_ANOTHER, Moves.namesAnother(s))
        .with(Fact.REQUEST_NAMES_ME, Moves.namesMe(s))
        .with(Fact.MOVE_DUE, Moves.due(s))
        .toSet();
  }

  /**
   * The record may be one that an earlier process of this node left behind. Or it may belong to the
   * session that this process lost: a store that was away keeps its key for another ttl. Whether it
   * does only the store can tell, so it is asked, once.
   */
  private static boolean mayBeOurOld(Situation s) {
    boolean inherited = s.state().settings().adoptOwnRecord() && !s.state().memory().hasLed();
    boolean lostOne = s.state().lease() instanceof LeaseState.None none && none.lost().isPresent();
    return inherited || lostOne;
  }
}
