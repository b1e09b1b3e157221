package io.matriarch.dcs.zookeeper;

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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.zookeeper.common.PathUtils;

/**
 * One cluster's keys in ZooKeeper.
 *
 * <p>A call that finds no connection waits for one, but not longer than a second, and then says
 * that nothing was sent; only a claim, which opens a session of its own, waits until its deadline.
 * An answer that got lost with its connection leaves a write unknown.
 */
public final class ZooKeeperStore implements ClusterStore, ClusterAdmin {
  private final KeyLayout keys;
  private final ZooKeeperConnection connection;
  private final ZooKeeperReader reader;
  private final ZooKeeperLease lease;
  private final ZooKeeperMember member;
  private final ZooKeeperDocuments documents;
  private final ZooKeeperRemoval removal;
  private final KnownKeys known;
  private final List<WatchHandle> handles = new CopyOnWriteArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private boolean ownsConnection;

  ZooKeeperStore(KeyLayout keys, ZooKeeperConnection connection) {
    PathUtils.validatePath(keys.base());
    this.keys = keys;
    this.connection = connection;
    SharedSession shared = connection.shared();
    known = connection.known(keys);
    lease =
        new ZooKeeperLease(
            keys, known, connection.leases(), connection.servers(), connection.ticker());
    reader = new ZooKeeperReader(keys, shared, known, lease::sessionId);
    member = new ZooKeeperMember(keys, shared, known);
    documents = new ZooKeeperDocuments(keys, shared);
    removal = new ZooKeeperRemoval(keys, shared, connection.ticker());
  }

  /** With a connection of its own, which ends with it. */
  static ZooKeeperStore alone(StoreSettings settings) {
    ZooKeeperStore store =
        new ZooKeeperConnection(settings.section(), settings.ticker()).store(settings.cluster());
    store.ownsConnection = true;
    return store;
  }

  @Override
  public StoreTraits traits() {
    return new StoreTraits("zookeeper", ExpirySide.SERVER, connection.rhythm().tick());
  }

  @Override
  public ClusterView read(Call call) throws StoreException {
    checkOpen();
    return reader.read(call);
  }

  @Override
  public LeaseResult acquire(LeaseClaim claim, Call call) throws StoreException {
    checkOpen();
    try {
      return lease.acquire(claim, call);
    } finally {
      known.disturbed();
    }
  }

  @Override
  public LeaseResult renew(LeaseToken token, LeaderBeacon beacon, Call call) throws StoreException {
    return lease.renew(token, beacon, call);
  }

  @Override
  public WriteResult release(LeaseToken token, LeaderBeacon last, Call call) throws StoreException {
    try {
      return lease.release(token, last, call);
    } finally {
      known.disturbed();
    }
  }

  @Override
  public WriteResult announce(MemberRecord self, Call call) throws StoreException {
    checkOpen();
    try {
      return member.announce(self, call);
    } finally {
      known.disturbed();
    }
  }

  @Override
  public WriteResult put(StoreDocument document, Expected expected, Call call)
      throws StoreException {
    checkOpen();
    try {
      return documents.put(document, expected, call);
    } finally {
      known.disturbed();
    }
  }

  @Override
  public WriteResult remove(DocumentKind kind, Expected expected, Call call) throws StoreException {
    checkOpen();
    try {
      return documents.remove(kind, expected, call);
    } finally {
      known.disturbed();
    }
  }

  @Override
  public void removeCluster(Call call) throws StoreException {
    checkOpen();
    removal.remove(call);
  }

  @Override
  public WatchHandle watch(ChangeListener listener) {
    WatchHandle handle = known.watch(listener);
    handles.add(handle);
    return () -> {
      handle.close();
      handles.remove(handle);
    };
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    handles.forEach(WatchHandle::close);
    if (ownsConnection) {
      lease.close(); // It ends with its session, for which closing the connection waits.
      connection.close();
    } else {
      connection.leave(keys, lease, member);
    }
  }

  /** What a closed store announced or read would be nobody's. */
  private void checkOpen() throws StoreUnavailableException {
    if (closed.get()) {
      throw new StoreUnavailableException("the zookeeper store has been closed", null);
    }
  }
}
