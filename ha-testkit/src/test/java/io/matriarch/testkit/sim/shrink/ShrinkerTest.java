package io.matriarch.testkit.sim.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.testkit.sim.check.Violation;
import io.matriarch.testkit.sim.election.ElectionRun;
import io.matriarch.testkit.sim.planted.PlantedBug;
import io.matriarch.testkit.sim.planted.PlantedBugs;
import io.matriarch.testkit.sim.run.RunResult;
import io.matriarch.testkit.sim.run.SeedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fails with a hundred faults can be read afterwards, and fails still. */
class ShrinkerTest {
  private static final int SEEDS = 60;
  private static final int MANY = 50;
  private static final int SOME = 15;

  private static final PlantedBug BUG = bug("a definite loss");
  private static final PlantedBug ELECTION_BUG = bug("a loss is not accepted");

  @TempDir Path folder;

  @Test
  void aHandfulOfFaultsIsLeftAndStillFails() throws IOException {
    RunResult failed = failed();

    Path file = new CaseKeeper(folder, BUG.machine()).keep(failed);

    SimCase small = (SimCase) CaseFile.read(file.toString(), Files.readString(file));
    assertThat(small.swarm().faults()).hasSizeLessThanOrEqualTo(5);
    assertThat(small.run(BUG.machine().get()).violation().map(Violation::invariant))
        .isEqualTo(failed.violation().map(Violation::invariant));
    assertThat(small.run(HaMachine.standard()).violation()).isEmpty();
  }

  @Test
  void aHandfulOfTroublesIsLeftOfAnElectionAndItStillFails() throws IOException {
    ElectionRun.Result failed = failedElection();

    Path file = new CaseKeeper(folder, ELECTION_BUG.machine()).keep(failed);

    ElectionCase small = (ElectionCase) CaseFile.read(file.toString(), Files.readString(file));
    assertThat(small.swarm().troubles()).hasSizeLessThanOrEqualTo(5);
    assertThat(small.run(ELECTION_BUG.machine().get()).violation().map(Violation::invariant))
        .isEqualTo(failed.violation().map(Violation::invariant));
    assertThat(small.run(HaMachine.standard()).violation()).isEmpty();
  }

  @Test
  void whatFailsNotIsLeftAlone() {
    SimCase sound = SimCase.of(1);

    assertThat(ClusterSteps.shrinker(HaMachine::standard, 10).shrink(sound)).isEqualTo(sound);
  }

  @Test
  void itEndsAfterItsRuns() {
    Shrinker<SimCase> hurried = ClusterSteps.shrinker(BUG.machine(), 3);

    hurried.shrink(SimCase.of(failed().seed()));

    assertThat(hurried.runs()).isLessThanOrEqualTo(3);
  }

  private static PlantedBug bug(String title) {
    return PlantedBugs.all().stream()
        .filter(bug -> bug.title().startsWith(title))
        .findFirst()
        .orElseThrow();
  }

  /** The first seed that shows the bug among some troubles. */
  private static ElectionRun.Result failedElection() {
    return LongStream.rangeClosed(1, SEEDS)
        .mapToObj(seed -> ElectionRun.quietly(seed, ELECTION_BUG.machine().get()))
        .filter(run -> run.violation().isPresent() && run.swarm().troubles().size() > SOME)
        .findFirst()
        .orElseThrow();
  }

  /** The first seed that shows the bug among many faults. */
  private static RunResult failed() {
    return LongStream.rangeClosed(1, SEEDS)
        .mapToObj(seed -> SeedRun.quietly(seed, BUG.machine().get()))
        .filter(run -> run.violation().isPresent() && run.swarm().faults().size() > MANY)
        .findFirst()
        .orElseThrow();
  }
}
