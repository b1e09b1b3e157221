package io.matriarch.testkit.tck;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.store.ChangeListener;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.DocumentKind;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.LeaseClaim;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.LeaseToken;
import io.matriarch.core.store.StoreDocument;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.store.StoreTraits;
import io.matriarch.core.store.WatchHandle;
import io.matriarch.core.store.WriteResult;

/** Another store; who extends it does one thing differently. */
public class ForwardingStore implements ClusterStore {
  private final ClusterStore behind;

  public ForwardingStore(ClusterStore behind) {
    this.behind = behind;
  }

  /** A call of the store behind. */
  @FunctionalInterface
  public interface Operation<T> {
    T run() throws StoreException;
  }

  /** All calls that have a deadline come through here. */
  protected <T> T run(Call call, Operation<T> operation) throws StoreException {
    return operation.run();
  }

  @Override
  public StoreTraits traits() {
    return behind.traits();
  }

  @Override
  public ClusterView read(Call call) throws StoreException {
    return run(call, () -> behind.read(call));
  }

  @Override
  public LeaseResult acquire(LeaseClaim claim, Call call) throws StoreException {
    return run(call, () -> behind.acquire(claim, call));
  }

  @Override
  public LeaseResult renew(LeaseToken token, LeaderBeacon beacon, Call call) throws StoreException {
    return run(call, () -> behind.renew(token, beacon, call));
  }

  @Override
  public WriteResult release(LeaseToken token, LeaderBeacon last, Call call) throws StoreException {
    return run(call, () -> behind.release(token, last, call));
  }

  @Override
  public WriteResult announce(MemberRecord self, Call call) throws StoreException {
    return run(call, () -> behind.announce(self, call));
  }

  @Override
  public WriteResult put(StoreDocument document, Expected expected, Call call)
      throws StoreException {
    return run(call, () -> behind.put(document, expected, call));
  }

  @Override
  public WriteResult remove(DocumentKind kind, Expected expected, Call call) throws StoreException {
    return run(call, () -> behind.remove(kind, expected, call));
  }

  @Override
  public WatchHandle watch(ChangeListener listener) {
    return behind.watch(listener);
  }

  @Override
  public void close() {
    behind.close();
  }
}
