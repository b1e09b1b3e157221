package io.matriarch.testkit.sim.check;

import io.matriarch.core.internal.effect.ResourceEffect;
import io.matriarch.core.internal.effect.TaskEffect;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.TaskEvent;
import io.matriarch.core.internal.machine.GuardOrders;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.testkit.sim.node.SimNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * S8: a node that knows the cluster paused starts nothing, stops nothing and guards nothing; except
 * what somebody asked for, and that it ends for good what it had begun before and now takes back.
 * Whom a replica follows is no such thing.
 */
public final class PauseChecker implements Checker {
  private final Findings findings;
  private final Map<Integer, Wishes> wishes = new TreeMap<>();

  public PauseChecker(Findings findings) {
    this.findings = findings;
  }

  @Override
  public void asleep(SimNode node) {
    if (node.agent().isEmpty()) {
      wishes.remove(node.index());
    }
  }

  /** What it had begun was told to end, or is a stop that somebody asked for. */
  private static boolean takesBack(Step step) {
    return step.next()
        .tasks()
        .running()
        .filter(task -> task.cancelled() || isHandOver(task.spec()))
        .isPresent();
  }

  private static boolean isHandOver(TaskSpec spec) {
    return spec instanceof TaskSpec.Stop stop && stop.handingOver();
  }

  @Override
  public void stepped(SimNode node, Event event, Step step) {
    Wishes wanted = wishes.computeIfAbsent(node.index(), any -> new Wishes());
    wanted.hear(event, step.next().now());
    boolean unwanted = false;
    for (TaskEffect.Start start : Orders.of(step, TaskEffect.Start.class)) {
      unwanted |= !wanted.include(start, step);
    }
    if (step.next().config().paused()) {
      boolean fences =
          !(event instanceof TaskEvent.Finished)
              && !takesBack(step)
              && Orders.include(step, ResourceEffect.Fence.class);
      if (fences || unwanted || !step.guard().equals(GuardOrders.NONE)) {
        findings.violated("S8", node + " acts in pause: " + step.effects() + step.guard());
      }
    }
  }
}
