package io.matriarch.testkit.sim.node;

import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.Failure;
import io.matriarch.core.internal.event.Failure.Knowledge;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.MonoTime;
import io.matriarch.testkit.sim.node.AgentProcess.SimThread;
import io.matriarch.testkit.sim.world.Dice;
import io.matriarch.testkit.sim.world.SimClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Calls one after another. Each has exactly one completion: its answer, its failure, or, when the
 * deadline has passed, what is truly known then.
 */
public final class SimLane {
  private static final Duration TOLERANCE = Duration.ofMillis(500);

  private final SimThread thread;
  private final SimClock clock;
  private final Dice dice;
  private final Consumer<Event> completions;
  private final Deque<Runnable> queue = new ArrayDeque<>();
  private boolean busy;

  public SimLane(SimThread thread, SimClock clock, Dice dice, Consumer<Event> completions) {
    this.thread = thread;
    this.clock = clock;
    this.dice = dice;
    this.completions = completions;
  }

  /** Begins a call; completes {@code answer} once, or never. */
  public interface Work {
    void begin(MonoTime begunAt, Consumer<Event> answer);
  }

  public void submit(Call call, Work work, Function<Failure, Event> failed) {
    Runnable job = () -> begin(call, work, failed);
    if (busy) {
      queue.add(job);
    } else {
      busy = true;
      thread.runAfter(dice.spread(Duration.ofNanos(5_000), Duration.ofMillis(1)), job);
    }
  }

  private void begin(Call call, Work work, Function<Failure, Event> failed) {
    if (clock.now().hasReached(call.deadline())) {
      completions.accept(failed.apply(new Failure(Knowledge.NOT_APPLIED, "too late to be sent")));
      next();
      return;
    }
    Once once = new Once();
    thread.runAfter(
        clock.until(call.deadline()).plus(dice.between(Duration.ZERO, TOLERANCE)),
        () -> once.complete(failed.apply(new Failure(Knowledge.UNKNOWN, "no answer in time"))));
    work.begin(clock.now(), event -> thread.run(() -> once.complete(event)));
  }

  private void next() {
    if (queue.isEmpty()) {
      busy = false;
    } else {
      thread.run(queue.removeFirst());
    }
  }

  private final class Once {
    private boolean completed;

    void complete(Event event) {
      if (!completed) {
        completed = true;
        completions.accept(event);
        next();
      }
    }
  }
}
