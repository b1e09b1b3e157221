package io.matriarch.testkit.sim.check;

import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.testkit.sim.node.SimNode;
import io.matriarch.testkit.sim.postgres.Wal;
import io.matriarch.testkit.store.StoreImage;

/** Observes everything and knows one property. */
public interface Checker {
  /** A step was taken; its effects are not performed yet. */
  default void stepped(SimNode node, Event event, Step step) {}

  /** An agent began to run, or goes on after a pause. */
  default void awake(SimNode node) {}

  /** An agent ended or was paused. */
  default void asleep(SimNode node) {}

  /** A task has shown its permit and is about to make the server writable. */
  default void becomingPrimary(SimNode node) {}

  /** Clients can write to the node from now on. */
  default void writable(SimNode node) {}

  /** They cannot any more. */
  default void readOnly(SimNode node) {}

  /** The node's server has begun a new branch. */
  default void promoted(SimNode node, Wal before) {}

  /** The leader key appeared, vanished or changed hands. */
  default void leaderKeyChanged(StoreImage before, StoreImage after) {}

  /** An operator is about to take the leader key away from its holder. */
  default void leaderKeyStolen(SimNode holder) {}
}
