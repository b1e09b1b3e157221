package io.matriarch.testkit.sim.fault;

import io.matriarch.testkit.sim.net.SimNetwork;
import io.matriarch.testkit.sim.node.SimNode;
import io.matriarch.testkit.sim.store.SimStore;
import java.util.List;
import java.util.Optional;

/** What faults can reach. */
public interface Battlefield {
  SimNetwork network();

  SimStore store();

  List<SimNode> nodes();

  /** Takes the leader key away from whoever has it. */
  void stealLease();

  /** Sets a key of the dynamic configuration, or takes that back. */
  void configure(String key, Optional<Object> value);

  /** Turns failsafe mode on where it is off, and off where it is on; or takes that back. */
  void turnFailsafe(boolean begin);

  /** Doubles the lease's lifetime, or takes that back. */
  void doubleTtl(boolean begin);

  /** Names the candidate of a failover, or takes the request back. */
  void requestFailover(Optional<SimNode> candidate);

  /** The node that leads, if one does. */
  Optional<SimNode> leader();

  /** Places of all nodes but this one. */
  default List<Integer> others(SimNode node) {
    return nodes().stream().map(SimNode::index).filter(index -> index != node.index()).toList();
  }

  /** Place of the node after this one; in a cluster of one the node itself. */
  default int next(SimNode node) {
    return (node.index() + 1) % nodes().size();
  }
}
