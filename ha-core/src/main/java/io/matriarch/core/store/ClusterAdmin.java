package io.matriarch.core.store;

import io.matriarch.core.model.Call;

/** What only operators' tools ask of a store. A {@link ClusterStore} may be one as well. */
public interface ClusterAdmin {

  /**
   * Removes everything below the cluster's path, as it was before the cluster existed. Any thread;
   * blocks until the deadline at most; idempotent.
   *
   * @param call until when
   * @throws OutcomeUnknownException some of it may be gone
   */
  void removeCluster(Call call) throws StoreException;
}
