package io.matriarch.core.internal.machine;

import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Term;
import io.matriarch.core.store.LeaseToken;
import java.util.Optional;

/** What this node knows about its own lease. */
public sealed interface LeaseState {

  /**
   * Not held, definitely.
   *
   * @param noClaimBefore do not claim again before this instant
   * @param lost why it ended, if one was held and neither released nor replaced by a new claim
   */
  record None(MonoTime noClaimBefore, Optional<String> lost) implements LeaseState {}

  /**
   * A claim is under way.
   *
   * @param resumed the acquisition that the claim takes up again; absent: a new one is meant
   */
  record Claiming(long id, MonoTime deadline, Optional<Term> resumed) implements LeaseState {}

  /**
   * The answer to a claim was lost: it may be ours. Only a new claim can tell, never a read.
   *
   * @param since reads sent after this instant show whether a new claim makes sense
   */
  record Doubtful(MonoTime since) implements LeaseState {}

  /**
   * Held, as far as was proved.
   *
   * @param claim the request that it was won with; what was asked later is about this lease
   * @param token names it
   * @param times until when
   * @param renewAt when to prove it again
   * @param renewal the renewal under way, if one is
   * @param published what was last published with it
   */
  record Held(
      long claim,
      LeaseToken token,
      LeaseTimes times,
      MonoTime renewAt,
      Optional<InFlight> renewal,
      LeaderBeacon published)
      implements LeaseState {

    public Held renewingAt(MonoTime at) {
      return new Held(claim, token, times, at, renewal, published);
    }
  }

  /** Given up; the answer is awaited only to know when others may claim. */
  record Releasing(long id, MonoTime deadline) implements LeaseState {}

  LeaseState NONE = new None(MonoTime.MIN, Optional.empty());

  static LeaseState lost(String reason) {
    return new None(MonoTime.MIN, Optional.of(reason));
  }
}
