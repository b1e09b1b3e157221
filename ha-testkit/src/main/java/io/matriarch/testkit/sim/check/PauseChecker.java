package io.matriarch.testkit.sim.check;

import io.matriarch.core.internal.effect.ResourceEffect;
import io.matriarch.core.internal.effect.TaskEffect;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.TaskEvent;
import io.matriarch.core.internal.machine.GuardOrders;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.internal.machine.TaskSlot;
import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.model.MonoTime;
import io.matriarch.testkit.sim.node.SimNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * S8: a node that knows the cluster paused starts nothing, stops nothing and guards nothing; except
 * what somebody asked for, and that it ends for good what it had begun before: because it takes
 * that back, or because a stop does not end within the limit that it was begun with. Whom a replica
 * follows is no such thing.
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

  /**
   * What it had begun was told to end, or is a stop whose time is up: that was begun before the
   * pause, or somebody asked for it, since any other is a violation when it begins. Its limit was
   * set then. If it went on for ever, neither the server nor the lock would be of use to anybody,
   * and no order could be carried out.
   */
  private static boolean endsWhatWasBegun(Step step) {
    return step.next()
        .tasks()
        .running()
        .filter(task -> task.cancelled() || isOverdueStop(task, step.next().now()))
        .isPresent();
  }

  private static boolean isOverdueStop(TaskSlot.Running task, MonoTime now) {
    return task.spec() instanceof TaskSpec.Stop && now.hasReached(task.deadline());
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
              && !endsWhatWasBegun(step)
              && Orders.include(step, ResourceEffect.Fence.class);
      if (fences || unwanted || !step.guard().equals(GuardOrders.NONE)) {
        findings.violated("S8", node + " acts in pause: " + step.effects() + step.guard());
      }
    }
  }
}
