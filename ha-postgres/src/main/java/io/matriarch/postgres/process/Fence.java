package io.matriarch.postgres.process;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends a server so that nothing of it writes any more. First the postmaster is asked to end at
 * once, which takes its children along. What is left after a moment is killed, backends before the
 * postmaster: busy backends would not notice its death, go on writing and block the restart.
 */
final class Fence {
  private static final Duration ORDERLY = Duration.ofMillis(450);
  private static final Duration KILLING = Duration.ofMillis(400);

  private final ServerProcesses processes;
  private final Ticker ticker;

  Fence(ServerProcesses processes, Ticker ticker) {
    this.processes = processes;
    this.ticker = ticker;
  }

  /** Returns within a second, also when interrupted; never throws. */
  void end(OptionalLong postmaster) {
    boolean interrupted = Thread.interrupted();
    try {
      MonoTime killAt = ticker.now().plus(ORDERLY);
      if (postmaster.isPresent() && Signals.send(Signals.Signal.QUIT, postmaster.getAsLong())) {
        while (isAlive(postmaster) && !ticker.now().hasReached(killAt)) {
          LockSupport.parkNanos(Poll.OFTEN.toNanos());
        }
      }
      killRest(postmaster, ticker.now().plus(KILLING));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void killRest(OptionalLong postmaster, MonoTime giveUpAt) {
    List<Long> left = processes.all();
    while ((!left.isEmpty() || isAlive(postmaster)) && !ticker.now().hasReached(giveUpAt)) {
      left.stream().filter(pid -> !isPid(postmaster, pid)).forEach(Fence::kill);
      if (postmaster.isPresent()) {
        ProcessHandle.of(postmaster.getAsLong())
            .ifPresent(p -> p.children().forEach(ProcessHandle::destroyForcibly));
        kill(postmaster.getAsLong());
      }
      LockSupport.parkNanos(Poll.OFTEN.toNanos());
      left = processes.all();
    }
  }

  static void kill(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  private static boolean isAlive(OptionalLong pid) {
    return pid.isPresent() && ServerProcesses.isAlive(pid.getAsLong());
  }

  private static boolean isPid(OptionalLong postmaster, long pid) {
    return postmaster.isPresent() && postmaster.getAsLong() == pid;
  }
}
