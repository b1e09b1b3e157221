package io.matriarch.testkit.sim.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.testkit.sim.fault.Swarm;
import io.matriarch.testkit.sim.shrink.SimCase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However the creation of a cluster is troubled, there is one in the end, without a hand. */
class BeginningTest {
  private static final int SEEDS = 40;

  /** What each is there for. */
  private static final Map<Beginning, Set<String>> ROWS =
      Map.of(
          Beginning.CLAIMED, Set.of("400.37"),
          Beginning.FAILING, Set.of("450.05"),
          Beginning.LINGERING, Set.of("450.05", "450.07"),
          Beginning.CRASHED, Set.of("260.07", "450.40", "500.73", "500.74"),
          Beginning.LOST, Set.of("400.37"),
          Beginning.CUT_OFF, Set.of("100.60", "200.28"),
          Beginning.ENDED, Set.of("150.73", "150.74", "260.07", "450.40"),
          Beginning.MEDDLED, Set.of("450.90"),
          Beginning.FORBIDDEN, Set.of("400.40"),
          Beginning.GIVEN, Set.of("500.72"));

  @ParameterizedTest
  @EnumSource
  void endsInAClusterAndReachesItsRows(Beginning beginning) {
    List<RunResult> runs =
        LongStream.rangeClosed(1, SEEDS).mapToObj(seed -> run(seed, beginning)).toList();

    Set<String> rows = new TreeSet<>();
    runs.forEach(run -> rows.addAll(run.rows().keySet()));
    assertThat(runs).allMatch(run -> run.violation().isEmpty());
    assertThat(rows).containsAll(ROWS.getOrDefault(beginning, Set.of()));
  }

  @Test
  void theFirstSeedsKnowThemAll() {
    assertThat(LongStream.range(1, 200).mapToObj(Beginning::of).distinct())
        .containsExactlyInAnyOrder(Beginning.values());
  }

  private static RunResult run(long seed, Beginning beginning) {
    Swarm drawn = SimCase.of(seed).swarm();
    Swarm calm = drawn.with(drawn.nodes(), Duration.ofSeconds(1), List.of());
    return SeedRun.quietly(seed, calm, beginning, HaMachine.standard());
  }
}
