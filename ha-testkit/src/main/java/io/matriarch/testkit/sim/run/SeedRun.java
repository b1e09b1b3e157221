package io.matriarch.testkit.sim.run;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.testkit.sim.check.AgreementChecker;
import io.matriarch.testkit.sim.check.ClaimChecker;
import io.matriarch.testkit.sim.check.CommandChecker;
import io.matriarch.testkit.sim.check.ElectionChecker;
import io.matriarch.testkit.sim.check.FactChecker;
import io.matriarch.testkit.sim.check.Findings;
import io.matriarch.testkit.sim.check.HandOverChecker;
import io.matriarch.testkit.sim.check.LeaseChecker;
import io.matriarch.testkit.sim.check.LossChecker;
import io.matriarch.testkit.sim.check.PauseChecker;
import io.matriarch.testkit.sim.check.PermitChecker;
import io.matriarch.testkit.sim.check.RowCoverage;
import io.matriarch.testkit.sim.check.SingleWriterChecker;
import io.matriarch.testkit.sim.check.StepChecker;
import io.matriarch.testkit.sim.check.TimelineChecker;
import io.matriarch.testkit.sim.check.Unrest;
import io.matriarch.testkit.sim.fault.Fault;
import io.matriarch.testkit.sim.fault.FaultInjector;
import io.matriarch.testkit.sim.fault.Swarm;
import io.matriarch.testkit.sim.world.Trace;
import io.matriarch.testkit.sim.world.TraceLine;
import io.matriarch.testkit.sim.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One seed from beginning to end: set up, disturb, heal, judge. */
public final class SeedRun {
  private static final Duration SET_UP = Duration.ofMinutes(8);
  private static final Duration STABLE = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(500);

  private final long seed;
  private final Beginning beginning;
  private final Swarm swarm;
  private final World world;
  private final Findings findings;
  private final SimCluster cluster;
  private final SingleWriterChecker writers;
  private final TimelineChecker timelines;
  private final Unrest unrest;
  private final RowCoverage rows;

  private SeedRun(long seed, Swarm swarm, Beginning beginning, HaMachine machine, boolean aloud) {
    this.seed = seed;
    this.beginning = beginning;
    this.swarm = swarm;
    this.world = new World(seed, new Trace(aloud));
    this.findings = new Findings(world);
    this.unrest = new Unrest(world, Fault.values().length, swarm.ttl());
    this.rows = new RowCoverage(unrest);
    this.cluster =
        new SimCluster(
            world,
            swarm,
            machine,
            (node, failure) -> findings.violated("S0", node + "'s machine threw " + failure));
    this.writers = new SingleWriterChecker(world, findings, swarm.guarded(), swarm.longestTtl());
    this.timelines = new TimelineChecker(findings, swarm.timelinesChecked());
    List.of(
            rows,
            new FactChecker(findings),
            writers,
            timelines,
            new PermitChecker(findings, swarm.guarded()),
            new LeaseChecker(findings, cluster.nodes(), cluster.store()),
            new PauseChecker(findings),
            new ElectionChecker(findings, cluster.store(), swarm.maximumLag()),
            new LossChecker(findings, cluster.store(), swarm.maximumLag()),
            new AgreementChecker(findings, cluster.nodes()),
            new HandOverChecker(findings),
            new ClaimChecker(findings),
            new CommandChecker(findings),
            new StepChecker(world, findings))
        .forEach(cluster::check);
  }

  /** Runs a seed quietly. */
  public static RunResult quietly(long seed, HaMachine machine) {
    return quietly(seed, Swarm.of(seed), Beginning.of(seed), machine);
  }

  /** Runs a seed and keeps the last lines of its trace. */
  public static RunResult aloud(long seed, HaMachine machine) {
    return aloud(seed, Swarm.of(seed), Beginning.of(seed), machine);
  }

  /** Runs a make-up of one's own. */
  public static RunResult of(long seed, Swarm swarm, HaMachine machine) {
    return aloud(seed, swarm, Beginning.SMOOTH, machine);
  }

  public static RunResult quietly(long seed, Swarm swarm, Beginning beginning, HaMachine machine) {
    return new SeedRun(seed, swarm, beginning, machine, false).run();
  }

  public static RunResult aloud(long seed, Swarm swarm, Beginning beginning, HaMachine machine) {
    return new SeedRun(seed, swarm, beginning, machine, true).run();
  }

  private RunResult run() {
    FaultInjector faults = new FaultInjector(world, cluster, unrest);
    beginning.trouble(world, cluster);
    cluster.start();
    converge(SET_UP, "the cluster was not created");
    note("DISTURB");
    if (!world.halted()) {
      faults.begin(swarm.faults());
      world.runUntil(world.now().plus(swarm.disturbance()));
    }
    note("HEAL ALL");
    Duration healedAt = world.now();
    if (!world.halted()) {
      faults.healAll();
      converge(cluster.longestRecovery(), "the cluster did not become whole");
    }
    return result(world.now().minus(healedAt));
  }

  private void note(String what) {
    world.note(TraceLine.WORLD, what, 0, () -> "");
  }

  /** L1: after a bounded time there is one primary, and all others stream from it. */
  private void converge(Duration bound, String complaint) {
    Duration end = world.now().plus(bound);
    Duration patience = end.minus(bound.dividedBy(2));
    Duration wholeSince = world.now();
    while (!world.halted() && world.now().minus(wholeSince).compareTo(STABLE) < 0) {
      world.runUntil(world.now().plus(LOOK));
      wholeSince = cluster.converged() ? wholeSince : world.now();
      if (world.now().compareTo(patience) > 0) {
        cluster.identifyTheClusterIfOnlyReplicasAreLeft();
        cluster.nameALeaderIfNobodyMayLead();
        cluster.removeIfNothingIsLeft();
        cluster.removeForeignCopies();
      }
      if (world.now().compareTo(end) > 0) {
        findings.violated("L1", complaint + " within " + bound.toSeconds() + " s");
      }
    }
  }

  private RunResult result(Duration recovery) {
    Optional<Long> lost =
        cluster
            .leader()
            .flatMap(leader -> leader.server().wal())
            .map(cluster.ledger()::missingFrom);
    return new RunResult(
        seed,
        swarm,
        findings.first(),
        world.now(),
        recovery,
        world.trace().hash(),
        world.trace().count(),
        rows.rows(),
        writers.longestOverlap(),
        timelines.twins(),
        cluster.ledger().acknowledged(),
        lost.orElse(0L),
        world.trace().lines());
  }
}
