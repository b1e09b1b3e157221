package io.matriarch.testkit.tck;

import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.BootstrappableResource;
import io.matriarch.core.resource.ReplicatedResource;
import io.matriarch.core.resource.TaskContext;
import java.time.Duration;

/**
 * Nodes of one cluster whose resources are under test, for one test.
 *
 * @param <R> the resource's class
 */
public interface ResourceFixture<R extends ReplicatedResource & BootstrappableResource> {

  /**
   * Makes another node, without data.
   *
   * @param name its name
   * @return the node, which ends with the fixture
   */
  ResourceNode<R> node(String name) throws Exception;

  /**
   * Makes a node the running, writable primary of a new cluster. By default it is bootstrapped; a
   * fixture may know a faster way.
   *
   * @param node without data
   * @param permit good for all of it
   * @param task of this
   */
  default void create(ResourceNode<R> node, Permit permit, TaskContext task) throws Exception {
    node.resource().bootstrap(permit, clusterConfig(), task);
  }

  /** {@return the dynamic configuration that tasks are given, JSON text} */
  default String clusterConfig() {
    return "{}";
  }

  /** {@return the clock of the resources} */
  default Ticker ticker() {
    return new SystemTicker();
  }

  /** {@return how long a task may take, and a replica to catch up} */
  default Duration patience() {
    return Duration.ofSeconds(30);
  }

  /** {@return by how much anything may be late because the machine is busy} */
  default Duration tolerance() {
    return Duration.ofSeconds(3);
  }

  /** Ends whatever runs, and removes what was made. */
  void stop() throws Exception;
}
