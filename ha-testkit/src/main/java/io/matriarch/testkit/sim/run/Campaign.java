package io.matriarch.testkit.sim.run;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.testkit.sim.election.ElectionRun;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Runs seeds, a cluster and an election without data of each, in their order, several worlds at a
 * time, until enough of them failed, the seeds end or the time is over. Worlds share nothing.
 */
public final class Campaign {
  private final Supplier<HaMachine> machine;
  private final int threads;
  private final int mostFailures;
  private final boolean elections;

  /**
   * @param threads worlds at a time
   * @param mostFailures after how many to stop
   */
  public Campaign(Supplier<HaMachine> machine, int threads, int mostFailures) {
    this(machine, threads, mostFailures, true);
  }

  private Campaign(Supplier<HaMachine> machine, int threads, int mostFailures, boolean elections) {
    this.machine = machine;
    this.threads = threads;
    this.mostFailures = mostFailures;
    this.elections = elections;
  }

  /** The same without the elections. */
  public Campaign ofClusters() {
    return new Campaign(machine, threads, mostFailures, false);
  }

  public Report run(long firstSeed, long endSeed, Duration budget) {
    long begun = System.nanoTime();
    AtomicLong next = new AtomicLong(firstSeed);
    AtomicInteger failures = new AtomicInteger();
    ClusterTotals clusters = new ClusterTotals();
    ElectionTotals held = new ElectionTotals();
    Runnable work =
        () -> {
          while (failures.get() < mostFailures && System.nanoTime() - begun < budget.toNanos()) {
            long seed = next.getAndIncrement();
            if (seed >= endSeed) {
              break;
            }
            long before = ownProcessorTime();
            RunResult result = SeedRun.quietly(seed, machine.get());
            long between = ownProcessorTime();
            Optional<ElectionRun.Result> election =
                Optional.of(seed)
                    .filter(any -> elections)
                    .map(any -> ElectionRun.quietly(any, machine.get()));
            long after = ownProcessorTime();
            failures.addAndGet(result.violation().isPresent() ? 1 : 0);
            failures.addAndGet(election.flatMap(ElectionRun.Result::violation).isPresent() ? 1 : 0);
            synchronized (clusters) {
              clusters.add(result, Duration.ofNanos(between - before));
              election.ifPresent(e -> held.add(e, Duration.ofNanos(after - between)));
            }
          }
        };
    work(work);
    return new Report(clusters, held, Duration.ofNanos(System.nanoTime() - begun), threads);
  }

  /** Others may want the processors, too. */
  private static long ownProcessorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
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
