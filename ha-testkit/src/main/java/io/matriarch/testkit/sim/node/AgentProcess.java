package io.matriarch.testkit.sim.node;

import io.matriarch.testkit.sim.world.Dice;
import io.matriarch.testkit.sim.world.World;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A process with threads. While it is paused nothing of it runs; what became due meanwhile runs
 * afterwards, in its order within each thread and in any order between threads.
 */
public final class AgentProcess {
  private final World world;
  private final Dice dice;
  private final List<SimThread> threads = new ArrayList<>();
  private boolean paused;
  private boolean dead;

  public AgentProcess(World world, Dice dice) {
    this.world = world;
    this.dice = dice;
  }

  public SimThread thread() {
    SimThread thread = new SimThread();
    threads.add(thread);
    return thread;
  }

  public boolean running() {
    return !dead && !paused;
  }

  public boolean dead() {
    return dead;
  }

  public void pause() {
    paused = true;
  }

  public void resume() {
    paused = false;
    threads.forEach(SimThread::resume);
  }

  public void kill() {
    dead = true;
  }

  /** Runs one thing at a time. */
  public final class SimThread {
    private final Deque<Runnable> held = new ArrayDeque<>();
    private boolean waking;

    /** Runs it as soon as the process can. */
    public void run(Runnable action) {
      if (paused || waking) {
        held.add(action);
      } else if (!dead) {
        action.run();
      }
    }

    public void runAfter(Duration delay, Runnable action) {
      world.after(delay, () -> run(action));
    }

    private void resume() {
      waking = true;
      world.after(dice.millis(0, 3), this::drain);
    }

    private void drain() {
      waking = false;
      while (!held.isEmpty() && running()) {
        held.removeFirst().run();
      }
    }
  }
}
