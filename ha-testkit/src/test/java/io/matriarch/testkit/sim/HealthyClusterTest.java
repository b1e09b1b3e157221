package io.matriarch.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.testkit.sim.fault.Fault;
import io.matriarch.testkit.sim.fault.PlannedFault;
import io.matriarch.testkit.sim.fault.Swarm;
import io.matriarch.testkit.sim.run.RunResult;
import io.matriarch.testkit.sim.run.SeedRun;
import io.matriarch.testkit.store.StoreFlavour;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Three nodes, one thing at a time. */
class HealthyClusterTest {
  private static final Duration TTL = Duration.ofSeconds(30);

  @ParameterizedTest
  @EnumSource
  void aClusterThatNobodyDisturbsKeepsItsLeader(StoreFlavour flavour) {
    RunResult run = run(flavour, List.of());

    assertThat(run.violation()).isEmpty();
    assertThat(run.lost()).isZero();
    assertThat(happened(run, "PROMOTED")).isZero();
    assertThat(happened(run, "READONLY")).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aLostLeaderIsReplacedOnceAndComesBackAsAReplica(StoreFlavour flavour) {
    PlannedFault crash =
        new PlannedFault(
            Duration.ofSeconds(60), Duration.ofSeconds(120), Fault.NODE_CRASH, PlannedFault.LEADER);

    RunResult run = run(flavour, List.of(crash));

    assertThat(run.violation()).isEmpty();
    assertThat(happened(run, "PROMOTED")).isEqualTo(1);
    assertThat(time(run, "PROMOTED") - time(run, "READONLY"))
        .isBetween(0.0, TTL.plusSeconds(6).toMillis() / 1000.0);
  }

  private static RunResult run(StoreFlavour flavour, List<PlannedFault> faults) {
    Swarm calm =
        new Swarm(
            3,
            flavour,
            true,
            TTL,
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            1_048_576,
            false,
            false,
            Duration.ofSeconds(300),
            0,
            0,
            Duration.ofSeconds(1),
            1024,
            Duration.ofMinutes(5),
            faults);
    return SeedRun.of(1, calm, HaMachine.standard());
  }

  private static long happened(RunResult run, String what) {
    return run.trace().stream().filter(line -> line.text().startsWith(what + " ")).count();
  }

  private static double time(RunResult run, String what) {
    return run.trace().stream()
        .filter(line -> line.text().startsWith(what + " "))
        .mapToDouble(line -> line.worldNanos() / 1e9)
        .findFirst()
        .orElseThrow();
  }
}
