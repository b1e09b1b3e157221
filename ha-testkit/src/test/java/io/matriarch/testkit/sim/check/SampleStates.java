package io.matriarch.testkit.sim.check;

import io.matriarch.core.internal.machine.LeaderObservation;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.internal.machine.StoreState;
import io.matriarch.core.internal.machine.TaskSlot;
import io.matriarch.core.model.MonoTime;
import java.time.Instant;

/** States of a node for checkers to look at, which no machine has come to. */
final class SampleStates {
  private SampleStates() {}

  /** As it is but for what it has seen of the store and does, and at that instant. */
  static NodeState changed(
      NodeState as, StoreState store, LeaderObservation leader, TaskSlot tasks, MonoTime now) {
    return new NodeState(
        as.settings(),
        as.traits(),
        as.config(),
        as.election(),
        store,
        leader,
        as.lease(),
        as.resource(),
        tasks,
        as.survey(),
        as.memory(),
        as.desk(),
        as.failsafe(),
        as.watchdog(),
        as.decision(),
        as.decidedAt(),
        now,
        Instant.EPOCH,
        1);
  }
}
