package io.matriarch.testkit.sim.check;

import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.testkit.sim.node.SimNode;
import io.matriarch.testkit.sim.world.World;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** S7, in part: no node works itself into a frenzy. */
public final class StepChecker implements Checker {
  private static final long WINDOW = Duration.ofSeconds(1).toNanos();
  private static final int MOST_STEPS = 200;

  private final World world;
  private final Findings findings;
  private final Map<Integer, Count> counts = new TreeMap<>();

  private static final class Count {
    long window;
    int steps;
  }

  public StepChecker(World world, Findings findings) {
    this.world = world;
    this.findings = findings;
  }

  @Override
  public void stepped(SimNode node, Event event, Step step) {
    long window = world.nanos() / WINDOW;
    Count count = counts.computeIfAbsent(node.index(), any -> new Count());
    count.steps = count.window == window ? count.steps + 1 : 1;
    count.window = window;
    if (count.steps > MOST_STEPS) {
      findings.violated("S7", node + " took " + count.steps + " steps within a second");
    }
  }
}
