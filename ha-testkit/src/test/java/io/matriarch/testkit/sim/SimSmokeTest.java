package io.matriarch.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.testkit.sim.election.ElectionRun;
import io.matriarch.testkit.sim.run.Campaign;
import io.matriarch.testkit.sim.run.Report;
import io.matriarch.testkit.sim.run.RunResult;
import io.matriarch.testkit.sim.run.SeedRun;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** As many seeds as fit the time; {@code -Dsim.seconds=N} gives more of it. */
class SimSmokeTest {
  private static final Logger LOG = LoggerFactory.getLogger(SimSmokeTest.class);
  private static final Duration BUDGET = Duration.ofSeconds(Integer.getInteger("sim.seconds", 10));
  private static final int LINES = 200;

  @Test
  void noSeedBreaksAnInvariant() {
    int threads = Runtime.getRuntime().availableProcessors();

    Report report = new Campaign(HaMachine::standard, threads, 1).run(1, Long.MAX_VALUE, BUDGET);

    LOG.info("{}", report.text());
    assertThat(report.clusterHours()).isPositive();
    assertThat(report.failed().stream().map(SimSmokeTest::story).toList()).isEmpty();
    assertThat(report.failedElections().stream().map(SimSmokeTest::story).toList()).isEmpty();
  }

  @Test
  void theSameSeedTakesTheSameCourse() {
    List<Long> seeds = List.of(1L, 2L, 3L, 4L, 5L);

    List<Long> first = seeds.stream().map(SimSmokeTest::hash).toList();
    List<Long> second = seeds.stream().map(SimSmokeTest::hash).toList();

    assertThat(second).isEqualTo(first);
    assertThat(first).doesNotHaveDuplicates();
  }

  private static long hash(long seed) {
    return SeedRun.quietly(seed, HaMachine.standard()).traceHash();
  }

  private static String story(ElectionRun.Result failed) {
    return Report.failure(ElectionRun.aloud(failed.seed(), HaMachine.standard()), LINES);
  }

  private static String story(RunResult failed) {
    return Report.failure(SeedRun.aloud(failed.seed(), HaMachine.standard()), LINES);
  }
}
