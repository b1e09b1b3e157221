package io.matriarch.testkit.sim.node;

import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.machine.Step;

/** Is told at once what happens on a node. */
public interface NodeObserver {
  /** An agent has taken a step; its orders are published, its effects not yet performed. */
  void stepped(SimNode node, Event event, Step step);

  /** The machine threw instead of taking a step. */
  void threw(SimNode node, Event event, RuntimeException failure);

  /** An agent began to run, or runs again after a pause. */
  void awake(SimNode node);

  /** An agent ended or was paused. */
  void asleep(SimNode node);

  /** A task has shown its permit and is about to make the server writable. */
  void becomingPrimary(SimNode node);
}
