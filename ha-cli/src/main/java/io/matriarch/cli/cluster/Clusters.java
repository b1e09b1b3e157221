package io.matriarch.cli.cluster;

import io.matriarch.cli.CtlException;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ClusterAdmin;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.OutcomeUnknownException;
import io.matriarch.core.store.StoreDocument;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.store.WriteResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Access to clusters in the store. Opens it with the first question; every call is bounded. */
public final class Clusters implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration REMOVAL = Duration.ofSeconds(30);

  /** Lifetime of the session, for stores that have one. */
  private static final Duration TTL = Duration.ofSeconds(20);

  private final StoreOpener opener;
  private final Ticker ticker;
  private final Map<String, ClusterStore> stores = new HashMap<>();
  private boolean unreachable;

  public Clusters(StoreOpener opener, Ticker ticker) {
    this.opener = opener;
    this.ticker = ticker;
  }

  /** What one access to the store does. */
  @FunctionalInterface
  private interface Access<T> {
    T to(ClusterStore store, Call call) throws StoreException;
  }

  /**
   * @throws CtlException the store cannot be read
   */
  public Cluster read(String scope, OptionalInt group) {
    ClusterView view = access(path(scope, group), PATIENCE, ClusterStore::read);
    return new Cluster(scope, group, view);
  }

  /**
   * @return false if something else stands there than is expected
   */
  public boolean write(Cluster cluster, StoreDocument document, Expected expected) {
    return access(path(cluster), PATIENCE, (store, call) -> store.put(document, expected, call))
        instanceof WriteResult.Applied;
  }

  /** Removes every key of the cluster. */
  public void remove(Cluster cluster) {
    access(
        path(cluster),
        REMOVAL,
        (store, call) -> {
          if (!(store instanceof ClusterAdmin admin)) {
            throw new CtlException("this store cannot remove a cluster");
          }
          admin.removeCluster(call);
          return true;
        });
  }

  private <T> T access(String path, Duration patience, Access<T> access) {
    ClusterStore store = stores.computeIfAbsent(path, opener::open);
    try {
      T result = access.to(store, new Call(ticker.now().plus(patience), TTL));
      unreachable = false;
      return result;
    } catch (OutcomeUnknownException e) {
      throw new CtlException(e.getMessage() + "; it may or may not have been done");
    } catch (StoreException e) {
      unreachable = true;
      throw new CtlException(e.getMessage());
    }
  }

  private static String path(Cluster cluster) {
    return path(cluster.name(), cluster.group());
  }

  private static String path(String scope, OptionalInt group) {
    return group.isPresent() ? scope + "/" + group.getAsInt() : scope;
  }

  /** A store that did not answer is left to itself: nothing of ours is in it. */
  @Override
  public void close() {
    if (!unreachable) {
      stores.values().forEach(ClusterStore::close);
    }
    stores.clear();
  }
}
