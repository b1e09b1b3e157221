package io.matriarch.testkit.sim.check;

import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.internal.policy.FactConstraints;
import io.matriarch.testkit.sim.node.SimNode;

/**
 * F1: facts that were found together are among those that can be true together. The checks of the
 * rule table look at nothing else.
 */
public final class FactChecker implements Checker {
  private final Findings findings;

  public FactChecker(Findings findings) {
    this.findings = findings;
  }

  @Override
  public void stepped(SimNode node, Event event, Step step) {
    look(node.name().value(), step, findings);
  }

  /** For worlds that have no such nodes. */
  public static void look(String node, Step step, Findings findings) {
    if (step.next().decidedAt().equals(step.next().now())) {
      step.next()
          .decision()
          .flatMap(decision -> FactConstraints.broken(decision.facts()))
          .ifPresent(broken -> findings.violated("F1", node + " decides on " + broken));
    }
  }
}
