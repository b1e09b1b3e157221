package io.matriarch.dcs.zookeeper;

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
import io.matriarch.core.store.StoreSettings;
import io.matriarch.core.store.StoreTraits;
import io.matriarch.core.store.StoreTraits.ExpirySide;
import io.matriarch.core.store.WatchHandle;
import io.matriarch.core.store.WriteResult;
import io.matriarch.core.wire.KeyLayout;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.zookeeper.common.PathUtils;

/**
 * One cluster's keys in ZooKeeper.
 *
 * <p>A call that finds no connection waits for one, but not longer than a second, and then says
 * that nothing was sent; only a claim, which opens a session of its own, waits until its deadline.
 * An answer that got lost with its connection leaves a write unknown.
 */
public final class ZooKeeperStore implements ClusterStore {

  /** The servers' usual tick: the unit in which they ping each other and count sessions. */
  private static final Duration TICK = Duration.ofSeconds(2);

  private static final Duration CLOSE_TIME = Duration.ofSeconds(4);

  private final Duration tick;
  private final SharedSession shared;
  private final ZooKeeperReader reader;
  private final ZooKeeperLease lease;
  private final ZooKeeperMember member;
  private final ZooKeeperDocuments documents;
  private final ZooKeeperWatch watch;

  ZooKeeperStore(StoreSettings settings) {
    this(settings, TICK);
  }

  /** For tests against servers with another tick. */
  ZooKeeperStore(StoreSettings settings, Duration tick) {
    this.tick = tick;
    ServerList servers = new ServerList(ZooKeeperSettings.parse(settings.section()).servers());
    KeyLayout keys = new KeyLayout(settings.cluster());
    PathUtils.validatePath(keys.base());
    watch = new ZooKeeperWatch(keys);
    shared = new SharedSession(servers, settings.ticker(), watch::arm);
    lease = new ZooKeeperLease(keys, servers, reportedAfter(tick), settings.ticker());
    reader = new ZooKeeperReader(keys, shared, lease::sessionId, settings.ticker());
    member = new ZooKeeperMember(keys, shared);
    documents = new ZooKeeperDocuments(keys, shared);
  }

  /**
   * Followers report every half tick. Nearly a whole tick allows for late pings and for servers
   * left at the built-in tick of three seconds, and still lets renewals that come once per tick
   * prove each other.
   */
  private static Duration reportedAfter(Duration tick) {
    return tick.multipliedBy(7).dividedBy(8);
  }

  @Override
  public StoreTraits traits() {
    return new StoreTraits("zookeeper", ExpirySide.SERVER, tick);
  }

  @Override
  public ClusterView read(Call call) throws StoreException {
    return reader.read(call);
  }

  @Override
  public LeaseResult acquire(LeaseClaim claim, Call call) throws StoreException {
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
    return member.announce(self, call);
  }

  @Override
  public WriteResult put(StoreDocument document, Expected expected, Call call)
      throws StoreException {
    return documents.put(document, expected, call);
  }

  @Override
  public WriteResult remove(DocumentKind kind, Expected expected, Call call) throws StoreException {
    return documents.remove(kind, expected, call);
  }

  @Override
  public WatchHandle watch(ChangeListener listener) {
    return watch.add(listener);
  }

  @Override
  public void close() {
    try {
      CompletableFuture.allOf(lease.close(), shared.close())
          .get(CLOSE_TIME.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException expiresInstead) {
      // The servers will end the sessions when they have heard nothing for the timeout.
    }
  }
}
