package io.matriarch.core.internal.effect;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.store.LeaseClaim;
import io.matriarch.core.store.LeaseToken;

/** For the lease lane, which does nothing else. */
public sealed interface LeaseEffect extends Effect {
  long id();

  Call call();

  record Acquire(long id, LeaseClaim claim, Call call) implements LeaseEffect {}

  record Renew(long id, LeaseToken token, LeaderBeacon beacon, Call call) implements LeaseEffect {}

  record Release(long id, LeaseToken token, LeaderBeacon last, Call call) implements LeaseEffect {}
}
