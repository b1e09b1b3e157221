package io.matriarch.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.testkit.sim.fault.Fault;
import io.matriarch.testkit.sim.fault.PlannedFault;
import io.matriarch.testkit.sim.run.RunResult;
import io.matriarch.testkit.sim.run.SeedRun;
import io.matriarch.testkit.store.StoreFlavour;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Three nodes, one thing at a time. */
class HealthyClusterTest {
  private static final Duration TTL = Calm.TTL;

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
    // Observers count from when they saw the last renewal, which may be a loop_wait later.
    int late = flavour == StoreFlavour.OBSERVED ? 10 : 0;
    assertThat(time(run, "PROMOTED") - time(run, "READONLY"))
        .isBetween(0.0, TTL.plusSeconds(6 + late).toMillis() / 1000.0);
  }

  /** L3: an outage that is shorter than a lease interrupts nobody. */
  @ParameterizedTest
  @EnumSource
  void aShortOutageOfTheStoreInterruptsNoWrites(StoreFlavour flavour) {
    RunResult run = run(flavour, false, List.of(outage(Duration.ofSeconds(8))));

    assertThat(run.violation()).isEmpty();
    assertThat(happened(run, "READONLY")).isZero();
  }

  /** L3: with failsafe mode and all members up no outage does, however long. */
  @ParameterizedTest
  @EnumSource
  void aLongOutageOfTheStoreInterruptsNoWritesWhileAllMembersAgree(StoreFlavour flavour) {
    RunResult run = run(flavour, true, List.of(outage(Duration.ofMinutes(4))));

    assertThat(run.violation()).isEmpty();
    assertThat(happened(run, "PROMOTED")).isZero();
    assertThat(happened(run, "READONLY")).isZero();
  }

  /** One that does not answer is enough. */
  @ParameterizedTest
  @EnumSource
  void aLongOutageEndsWritesIfOneMemberIsGone(StoreFlavour flavour) {
    PlannedFault isolation =
        new PlannedFault(
            Duration.ofSeconds(60), Duration.ofMinutes(4), Fault.ISOLATION, PlannedFault.LEADER);

    RunResult run = run(flavour, true, List.of(outage(Duration.ofMinutes(4)), isolation));

    assertThat(run.violation()).isEmpty();
    assertThat(happened(run, "READONLY")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void aSwitchoverMovesTheLeadOnceAndLosesNothing(StoreFlavour flavour) {
    PlannedFault switchover =
        new PlannedFault(
            Duration.ofSeconds(60), Duration.ofSeconds(1), Fault.SWITCHOVER, PlannedFault.LEADER);

    RunResult run = run(flavour, List.of(switchover));

    assertThat(run.violation()).isEmpty();
    assertThat(run.lost()).isZero();
    assertThat(happened(run, "PROMOTED")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void aRestartOfThePrimaryChangesNeitherLeaderNorTimeline(StoreFlavour flavour) {
    PlannedFault restart =
        new PlannedFault(
            Duration.ofSeconds(60), Duration.ofSeconds(1), Fault.RESTART, PlannedFault.LEADER);

    RunResult run = run(flavour, List.of(restart));

    assertThat(run.violation()).isEmpty();
    assertThat(run.lost()).isZero();
    assertThat(happened(run, "PROMOTED")).isZero();
    assertThat(happened(run, "READONLY")).isEqualTo(1);
  }

  private static PlannedFault outage(Duration lasts) {
    return new PlannedFault(Duration.ofSeconds(60), lasts, Fault.STORE_OUTAGE, 0);
  }

  private static RunResult run(StoreFlavour flavour, List<PlannedFault> faults) {
    return run(flavour, false, faults);
  }

  private static RunResult run(StoreFlavour flavour, boolean failsafe, List<PlannedFault> faults) {
    return SeedRun.of(1, Calm.swarm(flavour, failsafe, faults), HaMachine.standard());
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
