package io.matriarch.testkit.sim.check;

import io.matriarch.testkit.sim.world.TraceLine;
import io.matriarch.testkit.sim.world.World;
import java.util.Optional;

/** Takes the first violation and halts the world there. */
public final class Findings {
  private final World world;
  private Optional<Violation> first = Optional.empty();

  public Findings(World world) {
    this.world = world;
  }

  public void violated(String invariant, String text) {
    if (first.isEmpty()) {
      first = Optional.of(new Violation(invariant, text, world.now()));
      world.note(TraceLine.WORLD, "VIOLATED", 0, () -> invariant + ": " + text);
      world.halt();
    }
  }

  public Optional<Violation> first() {
    return first;
  }
}
