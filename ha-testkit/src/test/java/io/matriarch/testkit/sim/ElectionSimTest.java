package io.matriarch.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.testkit.sim.election.ElectionRun;
import io.matriarch.testkit.sim.run.Report;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Elections without data in the simulator, and bugs in them that it finds. */
class ElectionSimTest {
  private static final Logger LOG = LoggerFactory.getLogger(ElectionSimTest.class);
  private static final Duration BUDGET = Duration.ofSeconds(Integer.getInteger("sim.seconds", 10));
  private static final int LINES = 200;

  @Test
  void noSeedBreaksAnInvariant() {
    long begun = System.nanoTime();
    long seed = 1;
    int elections = 0;
    while (System.nanoTime() - begun < BUDGET.toNanos()) {
      ElectionRun.Result result = ElectionRun.quietly(seed, HaMachine.standard());
      assertThat(result.violation()).as(() -> failure(result.seed())).isEmpty();
      elections += result.elections();
      seed++;
    }
    LOG.info("{} seeds, {} elections", seed - 1, elections);
    assertThat(elections).isPositive();
  }

  @Test
  void theSameSeedTakesTheSameCourse() {
    List<Long> first = LongStream.range(1, 6).map(ElectionSimTest::hash).boxed().toList();
    List<Long> second = LongStream.range(1, 6).map(ElectionSimTest::hash).boxed().toList();

    assertThat(second).isEqualTo(first);
    assertThat(first).doesNotHaveDuplicates();
  }

  /** Seed 4306: the next one was elected before the answer to the former's claim came. */
  @Test
  void whoseKeyWasTakenAwayMayHearOfItAfterTheNextOne() {
    assertThat(ElectionRun.quietly(4306, HaMachine.standard()).violation()).isEmpty();
  }

  private static String failure(long seed) {
    return Report.failure(ElectionRun.aloud(seed, HaMachine.standard()), LINES);
  }

  private static long hash(long seed) {
    return ElectionRun.quietly(seed, HaMachine.standard()).traceHash();
  }
}
