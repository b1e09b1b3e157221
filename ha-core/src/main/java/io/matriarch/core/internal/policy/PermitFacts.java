package io.matriarch.core.internal.policy;

import io.matriarch.core.internal.machine.LeaseState;
import io.matriarch.core.model.MonoTime;

/** Facts about the node's own lease and what it allows. */
public final class PermitFacts implements FactFinder {

  @Override
  public FactSet find(Situation s) {
    LeaseState lease = s.state().lease();
    MonoTime now = s.now();
    return FactSet.EMPTY
        .with(Fact.LEASE_HELD, s.lease().isPresent())
        .with(Fact.LEASE_LOST, lease instanceof LeaseState.None none && none.lost().isPresent())
        .with(Fact.PERMIT_VALID, s.permit().isPresent())
        .with(
            Fact.STEP_DOWN_DUE,
            lease instanceof LeaseState.Held held && now.hasReached(held.times().stepDownAt()))
        .with(
            Fact.CLAIM_BACKOFF,
            lease instanceof LeaseState.None none && now.isBefore(none.noClaimBefore()))
        .with(
            Fact.CLAIM_OPEN,
            lease instanceof LeaseState.Claiming || lease instanceof LeaseState.Doubtful)
        .with(Fact.RELEASE_OPEN, lease instanceof LeaseState.Releasing);
  }
}
