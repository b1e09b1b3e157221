package io.matriarch.core.internal.runtime;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * Gives one node its turns on threads that it shares with others: never two at once, each seeing
 * what the one before has left behind, and always one more after it was woken.
 */
final class Mailbox {
  private final Executor loops;
  private final BooleanSupplier turn;
  private final AtomicReference<State> state = new AtomicReference<>(State.UNOPENED);

  private enum State {
    UNOPENED,
    IDLE,
    /** A turn was asked for and has not begun. */
    DUE,
    RUNNING,
    /** Woken during a turn, which may have looked already: one more is needed. */
    RUNNING_AND_DUE,
    CLOSED
  }

  /**
   * @param turn does a bounded amount of work, never throws, and says whether there is more
   */
  Mailbox(Executor loops, BooleanSupplier turn) {
    this.loops = loops;
    this.turn = turn;
  }

  /** From now on there are turns, beginning with one at once. Called once. */
  void open() {
    if (state.compareAndSet(State.UNOPENED, State.DUE)) {
      submit();
    }
  }

  /** Any thread; never blocks. */
  void wake() {
    State before =
        state.getAndUpdate(
            s -> s == State.IDLE ? State.DUE : s == State.RUNNING ? State.RUNNING_AND_DUE : s);
    if (before == State.IDLE) {
      submit();
    }
  }

  /** No further turn begins; one that runs now goes on to its end. */
  void close() {
    state.set(State.CLOSED);
  }

  private void submit() {
    try {
      loops.execute(this::run);
    } catch (RejectedExecutionException e) {
      close(); // The threads are gone, and with them everybody who could care.
    }
  }

  private void run() {
    if (!state.compareAndSet(State.DUE, State.RUNNING)) {
      return;
    }
    boolean more = turn.getAsBoolean();
    State after =
        state.updateAndGet(
            s ->
                s == State.CLOSED
                    ? s
                    : more || s == State.RUNNING_AND_DUE ? State.DUE : State.IDLE);
    if (after == State.DUE) {
      submit();
    }
  }
}
