package io.matriarch.examples.quickstart.faults;

import io.matriarch.examples.quickstart.cluster.TrialException;
import io.matriarch.examples.quickstart.cluster.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Freezes and kills processes by their ids, and remembers who is frozen. For one thread. */
public final class Signals {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Set<Long> frozen = new HashSet<>();

  /** SIGSTOP to all of them, also to those that are born meanwhile. */
  public void freeze(Supplier<List<ProcessHandle>> victims) throws InterruptedException {
    Wait.until(
        "all of them frozen",
        SOON,
        () -> {
          List<Long> moving =
              victims.get().stream().map(ProcessHandle::pid).filter(Signals::moves).toList();
          send("-STOP", moving);
          frozen.addAll(moving);
          return moving.isEmpty();
        });
  }

  /** SIGCONT to everybody who was frozen. */
  public void thaw() throws InterruptedException {
    List<Long> there =
        frozen.stream().filter(pid -> ProcessHandle.of(pid).isPresent()).sorted().toList();
    frozen.clear();
    send("-CONT", there);
  }

  /** SIGKILL until nobody is left. */
  void kill(Supplier<List<ProcessHandle>> victims) throws InterruptedException {
    Wait.until(
        "the end of all of them",
        SOON,
        () -> {
          List<ProcessHandle> left = victims.get();
          left.forEach(ProcessHandle::destroyForcibly);
          return left.isEmpty();
        });
  }

  /** One may have ended since it was listed, which is no failure. */
  private static void send(String signal, List<Long> pids) throws InterruptedException {
    if (pids.isEmpty()) {
      return;
    }
    List<String> line = new ArrayList<>(List.of("kill", signal));
    pids.forEach(pid -> line.add(Long.toString(pid)));
    try {
      new ProcessBuilder(line)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor(SOON.toSeconds(), TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new TrialException("cannot run kill: " + e.getMessage(), e);
    }
  }

  /** Neither stopped nor ended. */
  private static boolean moves(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      char state = stat.charAt(stat.lastIndexOf(')') + 2);
      return "TtZX".indexOf(state) < 0;
    } catch (IOException gone) {
      return false;
    }
  }
}
