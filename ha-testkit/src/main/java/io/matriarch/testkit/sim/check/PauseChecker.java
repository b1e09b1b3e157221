package io.matriarch.testkit.sim.check;

import io.matriarch.core.internal.effect.ResourceEffect;
import io.matriarch.core.internal.effect.TaskEffect;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.TaskEvent;
import io.matriarch.core.internal.machine.GuardOrders;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.testkit.sim.node.SimNode;

/**
 * S8: a node that knows the cluster paused starts nothing, stops nothing and guards nothing; except
 * that it ends for good what it had begun before and now takes back.
 */
public final class PauseChecker implements Checker {
  private final Findings findings;

  public PauseChecker(Findings findings) {
    this.findings = findings;
  }

  @Override
  public void stepped(SimNode node, Event event, Step step) {
    if (step.next().config().paused()) {
      boolean acts =
          step.effects().stream()
              .anyMatch(
                  effect ->
                      effect instanceof TaskEffect.Start
                          || effect instanceof ResourceEffect.Fence
                              && !(event instanceof TaskEvent.Finished));
      if (acts || !step.guard().equals(GuardOrders.NONE)) {
        findings.violated("S8", node + " acts in pause: " + step.effects() + step.guard());
      }
    }
  }
}
