package io.matriarch.core.store;

import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;

/**
 * One client of a store, on which any number of clusters share whatever the store's client costs:
 * connections, sessions, threads. Thread safe.
 *
 * <p>Each cluster's store is closed by the node that uses it, the connection by whoever opened it.
 */
public interface StoreConnection extends AutoCloseable {

  /**
   * One cluster's keys, seen by one node. Does not block and does no IO. Two of one cluster are as
   * strange to each other as those of two processes: neither holds the other's lease. Closing one
   * ends its lease, its member record and its watches, and leaves all others as they are.
   *
   * @param cluster whose keys
   * @param node on whose behalf
   * @return the cluster's store, which its user closes
   * @throws IllegalArgumentException the cluster's name is none that this store can keep
   * @throws IllegalStateException the connection has been closed
   */
  ClusterStore cluster(ClusterId cluster, NodeName node);

  /**
   * The clock on which the validity of leases is counted here, and on which whoever holds one must
   * count it. Sharing it is cheaper than having one each.
   *
   * @return the one that this connection was made with
   */
  Ticker ticker();

  /**
   * Ends all that was begun here in bounded time (5 s), its clusters' stores included; what could
   * not be ended expires. Idempotent.
   *
   * <p>Close it after the nodes and elections that use it. A lease that is held nevertheless is not
   * taken away from its holder, who could not know: it is not renewed any more, so that he gives up
   * in time, and its key goes when it is released, or expires.
   */
  @Override
  void close();
}
