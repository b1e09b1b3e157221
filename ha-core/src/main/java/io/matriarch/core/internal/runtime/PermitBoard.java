package io.matriarch.core.internal.runtime;

import io.matriarch.core.internal.machine.Creation;
import io.matriarch.core.internal.machine.LeaseState;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.Permit.BootstrapPermit;
import io.matriarch.core.model.Permit.LeasePermit;
import io.matriarch.core.model.Term;
import java.util.Optional;

/**
 * What the lease, or the claim to create the cluster, proves now. A task got its permit when it
 * began; while it ran, the same lease was renewed or lost, and what it proves now is what counts.
 * Written by the loop, read by tasks.
 */
public final class PermitBoard {

  /** A lease, or none; null: nothing was ever published. */
  private volatile Optional<LeasePermit> present;

  /** The last lease that was held. */
  private volatile Optional<LeasePermit> last = Optional.empty();

  /** End of the right to create the cluster; null: nothing was ever published. */
  private volatile MonoTime creating;

  void publish(LeaseState lease, Optional<Creation> creation) {
    creating = creation.map(Creation::validUntil).orElse(MonoTime.MIN);
    publish(
        lease instanceof LeaseState.Held held
            ? Optional.of(new LeasePermit(held.token().term(), held.times().validUntil()))
            : Optional.empty());
  }

  public void publish(Optional<LeasePermit> permit) {
    last = permit.or(() -> last);
    present = permit;
  }

  /**
   * The given permit as it is now, never one of another term; nothing if its lease is gone, however
   * long it would have been valid.
   */
  Optional<Permit> renewed(Permit given) {
    if (given instanceof BootstrapPermit) {
      MonoTime end = creating;
      return Optional.of(end == null ? given : new BootstrapPermit(end));
    }
    Optional<LeasePermit> known = present;
    if (known == null || !(given instanceof LeasePermit old)) {
      return Optional.of(given);
    }
    return known
        .filter(now -> now.term().equals(old.term()))
        .map(now -> now.validUntil().isAfter(old.validUntil()) ? now : old);
  }

  /** End of the lease of that term; {@link MonoTime#MIN} if it is not held, or not any more. */
  public MonoTime validUntil(Term term) {
    Optional<LeasePermit> known = present;
    return known == null ? MonoTime.MIN : until(known, term);
  }

  /** What was last proved of the lease of that term, even if it has been lost since. */
  public MonoTime provedUntil(Term term) {
    return until(last, term);
  }

  private static MonoTime until(Optional<LeasePermit> permit, Term term) {
    return permit
        .filter(held -> held.term().equals(term))
        .map(LeasePermit::validUntil)
        .orElse(MonoTime.MIN);
  }
}
