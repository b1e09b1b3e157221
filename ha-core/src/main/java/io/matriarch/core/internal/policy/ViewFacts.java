package io.matriarch.core.internal.policy;

import io.matriarch.core.internal.machine.LeaseState;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.FailoverRequest;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.wire.FailoverCodec;
import java.util.Optional;

/** Facts about what the store says. */
public final class ViewFacts implements FactFinder {
  private static final int SHORTEST_SYSTEM_ID = 10;

  @Override
  public FactSet find(Situation s) {
    Optional<ClusterView> view = s.view();
    Optional<String> initialize = view.flatMap(ClusterView::initialize).map(Versioned::value);
    boolean initialized = initialize.filter(ViewFacts::isSystemId).isPresent();
    Optional<LeaderRecord> leader = s.leader();
    boolean leaderIsMe = leader.filter(record -> record.holder().equals(s.self())).isPresent();
    boolean keyIsOurs = leader.filter(LeaderRecord::heldByThisSession).isPresent();
    return FactSet.EMPTY
        .with(Fact.VIEW_KNOWN, view.isPresent())
        .with(Fact.STORE_SEEN, s.state().store().view().isPresent())
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
        .with(Fact.INITIALIZE_CLAIMED, initialize.isPresent() && !initialized)
        .with(
            Fact.INITIALIZE_STALE,
            s.state()
                .memory()
                .initializeEmptySince()
                .filter(since -> s.now().hasReached(since.plus(s.ttl().multipliedBy(2))))
                .isPresent())
        .with(
            Fact.DATA_FOREIGN,
            initialized
                && s.report()
                    .flatMap(report -> report.systemId())
                    .filter(own -> !own.equals(initialize.get()))
                    .isPresent())
        .with(Fact.PAUSED, s.state().config().paused())
        .with(Fact.MODE_NOT_BUILT, !s.state().config().unbuiltModes().isEmpty())
        .with(Fact.REQUEST_FOR_ANOTHER, namesAnotherMember(s, view))
        .with(Fact.FAILSAFE_STANDSTILL, s.now().isBefore(s.state().memory().failsafeUntil()));
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

  private static boolean isSystemId(String text) {
    return text.length() >= SHORTEST_SYSTEM_ID && text.chars().allMatch(Character::isDigit);
  }

  private static boolean namesAnotherMember(Situation s, Optional<ClusterView> view) {
    return view.flatMap(ClusterView::failover)
        .map(Versioned::value)
        .flatMap(FailoverCodec::decode)
        .filter(request -> request.scheduledAt().isEmpty())
        .flatMap(FailoverRequest::candidate)
        .filter(candidate -> !candidate.equals(s.self()))
        .filter(candidate -> view.get().members().containsKey(candidate))
        .isPresent();
  }
}
