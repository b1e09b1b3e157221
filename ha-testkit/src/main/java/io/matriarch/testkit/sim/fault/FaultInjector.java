package io.matriarch.testkit.sim.fault;

import io.matriarch.testkit.sim.check.Unrest;
import io.matriarch.testkit.sim.node.SimNode;
import io.matriarch.testkit.sim.world.World;
import java.util.ArrayList;
import java.util.List;

/** Carries a plan of faults out, and ends what is left of it. */
public final class FaultInjector {
  private final World world;
  private final Battlefield field;
  private final Unrest unrest;
  private final List<Active> active = new ArrayList<>();
  private boolean over;

  private record Active(Fault fault, SimNode node) {}

  /**
   * @param unrest is told what begins and what ends
   */
  public FaultInjector(World world, Battlefield field, Unrest unrest) {
    this.world = world;
    this.field = field;
    this.unrest = unrest;
  }

  public void begin(List<PlannedFault> plan) {
    plan.forEach(planned -> world.after(planned.at(), () -> strike(planned)));
  }

  private void strike(PlannedFault planned) {
    if (over) {
      return;
    }
    SimNode node =
        planned.node() == PlannedFault.LEADER
            ? field.leader().orElse(field.nodes().get(0))
            : field.nodes().get(planned.node());
    Active mine = new Active(planned.fault(), node);
    world.note(
        node.index(),
        "FAULT",
        planned.fault().ordinal(),
        () -> planned.fault() + " for " + planned.lasts().toMillis() + " ms");
    active.add(mine);
    unrest.began(planned.fault());
    planned.fault().begin(field, node);
    world.after(planned.lasts(), () -> end(mine));
  }

  private void end(Active ended) {
    if (active.remove(ended)) {
      unrest.ended(ended.fault());
      world.note(
          ended.node().index(), "HEAL", ended.fault().ordinal(), () -> ended.fault().toString());
      ended.fault().end(field, ended.node());
    }
  }

  /** No more faults; what is broken is mended, what is down is started. */
  public void healAll() {
    over = true;
    List.copyOf(active).forEach(this::end);
    field.nodes().forEach(SimNode::startAgent);
  }
}
