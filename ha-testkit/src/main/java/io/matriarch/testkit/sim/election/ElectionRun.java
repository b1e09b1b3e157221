package io.matriarch.testkit.sim.election;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.testkit.sim.check.Findings;
import io.matriarch.testkit.sim.check.RowCoverage;
import io.matriarch.testkit.sim.check.Tally;
import io.matriarch.testkit.sim.check.Unrest;
import io.matriarch.testkit.sim.check.Violation;
import io.matriarch.testkit.sim.run.TracedRun;
import io.matriarch.testkit.sim.world.Trace;
import io.matriarch.testkit.sim.world.TraceLine;
import io.matriarch.testkit.sim.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One seed's election from beginning to end: disturb, heal, judge. */
public final class ElectionRun {
  private static final Duration STABLE = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(250);

  private final long seed;
  private final ElectionSwarm swarm;
  private final World world;
  private final Findings findings;
  private final Unrest unrest;
  private final RowCoverage rows;
  private final Judge judge;
  private final Arena arena;
  private final List<Runnable> toBeMended = new ArrayList<>();
  private boolean over;

  private ElectionRun(long seed, ElectionSwarm swarm, HaMachine machine, boolean aloud) {
    this.seed = seed;
    this.swarm = swarm;
    this.world = new World(seed, new Trace(aloud));
    this.findings = new Findings(world);
    this.unrest = new Unrest(world, Trouble.values().length, swarm.policy().timing().ttl());
    this.rows = new RowCoverage(unrest);
    this.judge = new Judge(world, findings, this::participants, rows);
    this.arena = new Arena(world, swarm, machine, judge);
  }

  private List<Participant> participants() {
    return arena.participants();
  }

  /**
   * How one seed's election went.
   *
   * @param violation what must not have happened, if something did
   * @param simulated time that passed in the world
   * @param elections how often somebody was elected
   * @param rows the rows that decided
   * @param trace the last lines, if the run was aloud
   */
  public record Result(
      long seed,
      ElectionSwarm swarm,
      Optional<Violation> violation,
      Duration simulated,
      int elections,
      long steps,
      long traceHash,
      Map<String, Tally> rows,
      List<TraceLine> trace)
      implements TracedRun {

    @Override
    public int columns() {
      return swarm.participants();
    }
  }

  /** Runs a seed quietly. */
  public static Result quietly(long seed, HaMachine machine) {
    return quietly(seed, ElectionSwarm.of(seed), machine);
  }

  /** Runs a seed and keeps the last lines of its trace. */
  public static Result aloud(long seed, HaMachine machine) {
    return aloud(seed, ElectionSwarm.of(seed), machine);
  }

  /** Runs a make-up of one's own. */
  public static Result quietly(long seed, ElectionSwarm swarm, HaMachine machine) {
    return new ElectionRun(seed, swarm, machine, false).run();
  }

  /** The same, and keeps the last lines of its trace. */
  public static Result aloud(long seed, ElectionSwarm swarm, HaMachine machine) {
    return new ElectionRun(seed, swarm, machine, true).run();
  }

  private Result run() {
    arena.participants().forEach(Participant::start);
    swarm.troubles().forEach(planned -> world.after(planned.at(), () -> strike(planned)));
    world.runUntil(swarm.disturbance());
    heal();
    awaitLeader();
    return new Result(
        seed,
        swarm,
        findings.first(),
        world.now(),
        judge.elections(),
        judge.steps(),
        world.trace().hash(),
        rows.rows(),
        world.trace().lines());
  }

  private void strike(ElectionSwarm.Planned planned) {
    if (over) {
      return;
    }
    Participant whom =
        planned.participant() < 0
            ? arena.leaderOrFirst()
            : arena.participants().get(planned.participant());
    note(whom.index(), "TROUBLE", planned);
    unrest.began(planned.trouble());
    Runnable mend =
        () -> {
          unrest.ended(planned.trouble());
          planned.trouble().end(arena, whom);
        };
    toBeMended.add(mend);
    planned.trouble().begin(arena, whom);
    world.after(
        planned.lasts(),
        () -> {
          if (toBeMended.remove(mend)) {
            note(whom.index(), "MENDED", planned);
            mend.run();
          }
        });
  }

  private void note(int column, String kind, ElectionSwarm.Planned planned) {
    world.note(
        column,
        kind,
        planned.trouble().ordinal(),
        () -> planned.trouble() + " for " + planned.lasts().toMillis() + " ms");
  }

  private void heal() {
    over = true;
    world.note(TraceLine.WORLD, "HEAL ALL", 0, () -> "");
    List.copyOf(toBeMended).forEach(Runnable::run);
    toBeMended.clear();
    arena.participants().forEach(Participant::start);
  }

  /** L1: after a bounded time one leads, and goes on to do so. */
  private void awaitLeader() {
    Duration end = world.now().plus(longestRecovery());
    Duration since = world.now();
    while (!world.halted() && world.now().minus(since).compareTo(STABLE) < 0) {
      world.runUntil(world.now().plus(LOOK));
      long leaders =
          arena.participants().stream()
              .filter(p -> p.tenure().filter(t -> t.told() && t.permitValid()).isPresent())
              .count();
      since = leaders == 1 ? since : world.now();
      if (world.now().compareTo(end) > 0) {
        findings.violated("L1", "nobody leads within " + longestRecovery().toSeconds() + " s");
      }
    }
  }

  /** What hangs or is kept away now may stay so for a while. */
  private Duration longestRecovery() {
    Duration ttl = swarm.policy().timing().ttl();
    return ttl.multipliedBy(36).plus(swarm.policy().minimumBetween()).plusSeconds(300);
  }
}
