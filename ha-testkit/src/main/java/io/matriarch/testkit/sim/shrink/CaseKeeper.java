package io.matriarch.testkit.sim.shrink;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.testkit.sim.election.ElectionRun;
import io.matriarch.testkit.sim.run.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Shrinks what failed and writes it down. */
public final class CaseKeeper {
  /** Enough for a case of a hundred faults; about a minute. */
  private static final int MOST_RUNS = 600;

  private final Path folder;
  private final Supplier<HaMachine> machine;

  /**
   * @param folder made if it is not there
   */
  public CaseKeeper(Path folder, Supplier<HaMachine> machine) {
    this.folder = folder;
    this.machine = machine;
  }

  /**
   * The file that shows the same in fewer faults.
   *
   * @throws IOException if it cannot be written
   */
  public Path keep(RunResult failed) throws IOException {
    SimCase whole = SimCase.of(failed.seed());
    Shrinker<SimCase> shrinker = ClusterSteps.shrinker(machine, MOST_RUNS);
    SimCase small = shrinker.shrink(whole);
    String origin =
        origin(
            "Seed %d, %d of its %d faults, shrunk in %d runs.",
            failed.seed(),
            small.swarm().faults().size(),
            whole.swarm().faults().size(),
            shrinker.runs());
    return write("seed-" + failed.seed(), small, origin);
  }

  /** The same of an election without data. */
  public Path keep(ElectionRun.Result failed) throws IOException {
    ElectionCase whole = ElectionCase.of(failed.seed());
    Shrinker<ElectionCase> shrinker = ElectionSteps.shrinker(machine, MOST_RUNS);
    ElectionCase small = shrinker.shrink(whole);
    String origin =
        origin(
            "Election of seed %d, %d of its %d troubles, shrunk in %d runs.",
            failed.seed(),
            small.swarm().troubles().size(),
            whole.swarm().troubles().size(),
            shrinker.runs());
    return write("election-" + failed.seed(), small, origin);
  }

  private static String origin(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private Path write(String name, KeptCase small, String origin) throws IOException {
    String violation = small.run(machine.get()).violation().orElseThrow().toString();
    Files.createDirectories(folder);
    return Files.writeString(
        folder.resolve(name + ".case"), CaseFile.write(small, List.of(violation, origin)));
  }
}
