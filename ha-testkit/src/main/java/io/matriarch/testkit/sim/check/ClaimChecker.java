package io.matriarch.testkit.sim.check;

import io.matriarch.core.internal.effect.LeaseEffect;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.testkit.sim.node.SimNode;
import java.util.Optional;

/** S12: nobody asks for the lead while somebody else has it, as far as the node knows itself. */
public final class ClaimChecker implements Checker {
  private final Findings findings;

  public ClaimChecker(Findings findings) {
    this.findings = findings;
  }

  @Override
  public void stepped(SimNode node, Event event, Step step) {
    if (Orders.include(step, LeaseEffect.Acquire.class)) {
      Optional<LeaderRecord> other = new Situation(step.next(), step.next().now()).otherLeader();
      other.ifPresent(
          leader ->
              findings.violated(
                  "S12", node + " claims to lead although " + leader.holder() + " does"));
    }
  }
}
