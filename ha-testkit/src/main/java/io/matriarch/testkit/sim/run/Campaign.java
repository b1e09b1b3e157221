package io.matriarch.testkit.sim.run;

import io.matriarch.core.internal.machine.HaMachine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Runs seeds in their order, several worlds at a time, until enough of them failed, the seeds end
 * or the time is over. Worlds share nothing.
 */
public final class Campaign {
  private final Supplier<HaMachine> machine;
  private final int threads;
  private final int mostFailures;

  /**
   * @param threads worlds at a time
   * @param mostFailures after how many to stop
   */
  public Campaign(Supplier<HaMachine> machine, int threads, int mostFailures) {
    this.machine = machine;
    this.threads = threads;
    this.mostFailures = mostFailures;
  }

  public Report run(long firstSeed, long endSeed, Duration budget) {
    long begun = System.nanoTime();
    AtomicLong next = new AtomicLong(firstSeed);
    AtomicInteger failures = new AtomicInteger();
    List<RunResult> results = new ArrayList<>();
    Runnable work =
        () -> {
          while (failures.get() < mostFailures && System.nanoTime() - begun < budget.toNanos()) {
            long seed = next.getAndIncrement();
            if (seed >= endSeed) {
              return;
            }
            RunResult result = SeedRun.quietly(seed, machine.get());
            failures.addAndGet(result.violation().isPresent() ? 1 : 0);
            synchronized (results) {
              results.add(result);
            }
          }
        };
    work(work);
    return Report.of(results, Duration.ofNanos(System.nanoTime() - begun), threads);
  }

  private void work(Runnable work) {
    List<Thread> helpers = new ArrayList<>();
    for (int i = 1; i < threads; i++) {
      Thread helper = new Thread(work, "sim-" + i);
      helper.setDaemon(true);
      helper.start();
      helpers.add(helper);
    }
    work.run();
    for (Thread helper : helpers) {
      try {
        helper.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
