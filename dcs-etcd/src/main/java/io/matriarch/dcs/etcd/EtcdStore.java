package io.matriarch.dcs.etcd;

import io.etcd.jetcd.options.DeleteOption;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.store.ChangeListener;
import io.matriarch.core.store.ClusterAdmin;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.DocumentKind;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.LeaseClaim;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.LeaseToken;
import io.matriarch.core.store.StoreDocument;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.store.StoreSettings;
import io.matriarch.core.store.StoreTraits;
import io.matriarch.core.store.StoreTraits.ExpirySide;
import io.matriarch.core.store.StoreUnavailableException;
import io.matriarch.core.store.WatchHandle;
import io.matriarch.core.store.WriteResult;
import io.matriarch.core.wire.KeyLayout;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One cluster's keys in etcd.
 *
 * <p>A call asks one server after the other, each for its share of the time until the deadline, and
 * says at once that nothing was sent if none of them can be connected to. A document is written at
 * one server only, unless it certainly was not written there.
 */
public final class EtcdStore implements ClusterStore, ClusterAdmin {
  /** One renewal within the guarantee is enough: each is proved by itself. */
  private static final Duration ANY_INTERVAL = Duration.ofHours(1);

  private final KeyLayout keys;
  private final EtcdConnection connection;
  private final Calls calls;
  private final EtcdReader reader;
  private final EtcdLease lease;
  private final EtcdMember member;
  private final EtcdDocuments documents;
  private final EtcdWatch watch;
  private final AtomicBoolean closed = new AtomicBoolean();
  private boolean ownsConnection;

  EtcdStore(KeyLayout keys, EtcdConnection connection) {
    this.keys = keys;
    this.connection = connection;
    calls = connection.calls();
    lease = new EtcdLease(keys, calls);
    reader = new EtcdReader(keys, calls, lease::leaseId);
    member = new EtcdMember(keys, calls);
    documents = new EtcdDocuments(keys, calls);
    watch = new EtcdWatch(keys, connection.servers(), connection.timer());
  }

  /** With a connection of its own, which ends with it. */
  static EtcdStore alone(String section, StoreSettings settings) {
    EtcdSettings parsed = EtcdSettings.parse(section, settings.section());
    EtcdStore store = new EtcdConnection(parsed, settings.ticker()).store(settings.cluster());
    store.ownsConnection = true;
    return store;
  }

  @Override
  public StoreTraits traits() {
    return new StoreTraits("etcd", ExpirySide.SERVER, ANY_INTERVAL);
  }

  @Override
  public ClusterView read(Call call) throws StoreException {
    checkOpen();
    return reader.read(call);
  }

  @Override
  public LeaseResult acquire(LeaseClaim claim, Call call) throws StoreException {
    checkOpen();
    return lease.acquire(claim, call);
  }

  @Override
  public LeaseResult renew(LeaseToken token, LeaderBeacon beacon, Call call) throws StoreException {
    return lease.renew(token, beacon, call);
  }

  @Override
  public WriteResult release(LeaseToken token, LeaderBeacon last, Call call) throws StoreException {
    return lease.release(token, last, call);
  }

  @Override
  public WriteResult announce(MemberRecord self, Call call) throws StoreException {
    checkOpen();
    return member.announce(self, call);
  }

  @Override
  public WriteResult put(StoreDocument document, Expected expected, Call call)
      throws StoreException {
    checkOpen();
    return documents.put(document, expected, call);
  }

  @Override
  public WriteResult remove(DocumentKind kind, Expected expected, Call call) throws StoreException {
    checkOpen();
    return documents.remove(kind, expected, call);
  }

  @Override
  public void removeCluster(Call call) throws StoreException {
    checkOpen();
    DeleteOption all = DeleteOption.builder().isPrefix(true).build();
    calls.once(
        keys.base(),
        call,
        attempt ->
            attempt.await(client -> client.getKVClient().delete(Bytes.of(keys.base() + "/"), all)));
  }

  @Override
  public WatchHandle watch(ChangeListener listener) {
    return watch.watch(listener);
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    connection.leave(this);
    if (ownsConnection) {
      connection.close();
    }
  }

  /** Ends what has been begun here as far as there is time; the rest expires. */
  void end(Call call) {
    watch.close();
    lease.close(call);
    member.withdraw(call);
  }

  /**
   * The same, but a leader key that is held stays.
   *
   * @return for how long
   */
  Duration stop(Call call) {
    watch.close();
    member.withdraw(call);
    return lease.stop(call);
  }

  /** What a closed store announced or read would be nobody's. */
  private void checkOpen() throws StoreUnavailableException {
    if (closed.get() || connection.isClosed()) {
      throw EtcdFailures.closed();
    }
  }
}
