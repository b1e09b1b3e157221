package io.matriarch.testkit.tck;

import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.resource.BootstrappableResource;
import io.matriarch.core.resource.ReplicatedResource;

/**
 * One node's copy of a resource under test.
 *
 * @param <R> the resource's class
 */
public interface ResourceNode<R extends ReplicatedResource & BootstrappableResource> {

  /** {@return the resource, which has no data at first} */
  R resource();

  /** {@return where others copy from and follow} */
  ReplicationSource source();

  /**
   * Writes something as a client would, in a few seconds at most.
   *
   * @return whether it was acknowledged; false also if nobody answers
   */
  boolean write();
}
