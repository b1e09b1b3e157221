package io.matriarch.core.internal.policy;

import io.matriarch.core.internal.machine.FailsafeKeeper;
import io.matriarch.core.internal.machine.LeaseState;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.resource.ResourceReport.RunPhase;

/** Facts about the node's own lease and what it allows. */
public final class PermitFacts implements FactFinder {

  @Override
  public FactSet find(Situation s) {
    LeaseState lease = s.state().lease();
    MonoTime now = s.now();
    boolean agreed = s.state().failsafe().validAt(now);
    return FactSet.found()
        .with(Fact.LEASE_HELD, s.lease().isPresent())
        .with(
            Fact.LEASE_LOST,
            // While all others stand still, nobody can have taken what was lost.
            lease instanceof LeaseState.None none && none.lost().isPresent() && !agreed)
        .with(Fact.PERMIT_VALID, s.permit().isPresent())
        .with(Fact.PERMIT_BY_FAILSAFE, s.state().failsafe().safeAt(now))
        .with(Fact.FAILSAFE_CHECK_DUE, failsafeCheckDue(s))
        .with(Fact.STEP_DOWN_DUE, stepDownDue(s))
        .with(
            Fact.CLAIM_BACKOFF,
            lease instanceof LeaseState.None none && now.isBefore(none.noClaimBefore()))
        .with(Fact.CLAIM_OPEN, claimOpen(lease))
        .with(Fact.RELEASE_OPEN, lease instanceof LeaseState.Releasing)
        .toSet();
  }

  /** Neither the lease nor the others' agreement leaves time to spare. */
  private static boolean stepDownDue(Situation s) {
    MonoTime now = s.now();
    boolean agreed = s.state().failsafe().validAt(now);
    boolean ending =
        s.lease().map(held -> now.hasReached(held.times().stepDownAt())).orElse(agreed);
    return ending && !s.state().failsafe().safeAt(now);
  }

  private static boolean failsafeCheckDue(Situation s) {
    NodeState state = s.state();
    boolean mayAsk =
        state.config().failsafeMode()
            && !state.config().paused()
            && s.report().filter(r -> r.running() == RunPhase.RUNNING).isPresent()
            && ResourceFacts.mayBeWritable(state)
            && !state.failsafe().running()
            && s.now().hasReached(FailsafeKeeper.againAt(state));
    return mayAsk && storeInTrouble(s) && (s.lease().isPresent() || agreedOnce(s));
  }

  /**
   * Unreachable for long, or soon for too long; or it can be read and does not answer the claim
   * with which this leader wants to come back. A definite loss is none of this.
   */
  private static boolean storeInTrouble(Situation s) {
    boolean lasting =
        s.state()
            .memory()
            .storeFailingSince()
            .map(since -> since.plus(s.state().config().timing().retryTimeout()))
            .filter(s.now()::hasReached)
            .isPresent();
    return s.lease()
        .map(held -> lasting || s.now().hasReached(held.times().askAt()))
        .orElse(s.view().isEmpty() || claimOpen(s.state().lease()));
  }

  private static boolean claimOpen(LeaseState lease) {
    return lease instanceof LeaseState.Claiming || lease instanceof LeaseState.Doubtful;
  }

  private static boolean agreedOnce(Situation s) {
    return s.state().failsafe().validAt(s.now());
  }
}
