package io.matriarch.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.testkit.sim.fault.Fault;
import io.matriarch.testkit.sim.fault.PlannedFault;
import io.matriarch.testkit.sim.fault.Swarm;
import io.matriarch.testkit.sim.run.RunResult;
import io.matriarch.testkit.sim.run.SeedRun;
import io.matriarch.testkit.sim.world.Dice;
import io.matriarch.testkit.store.StoreFlavour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Switchovers, restarts and fresh copies that meet no other trouble lose no acknowledged commit,
 * although replication is asynchronous; nor do operators who change their minds.
 */
class OnlySwitchoversTest {
  private static final List<Fault> KINDS =
      List.of(
          Fault.SWITCHOVER,
          Fault.SWITCHOVER,
          Fault.SCHEDULED_SWITCHOVER,
          Fault.RESTART,
          Fault.REINITIALIZE,
          Fault.SECOND_THOUGHTS);

  @Test
  void nothingThatWasAcknowledgedIsLost() {
    long moves = 0;
    for (long seed = 1; seed <= 25; seed++) {
      RunResult run = SeedRun.of(seed, swarm(seed), HaMachine.standard());

      assertThat(run.violation()).as("seed %d", seed).isEmpty();
      assertThat(run.lost()).as("commits that seed %d lost", seed).isZero();
      moves += run.trace().stream().filter(line -> line.text().startsWith("PROMOTED ")).count();
    }
    assertThat(moves).as("switchovers that came about").isGreaterThan(40);
  }

  private static Swarm swarm(long seed) {
    Dice dice = Dice.of(seed, "switchovers", "options");
    int nodes = dice.number(2, 5);
    List<PlannedFault> faults = new ArrayList<>();
    for (int at = 20; at < 280; at += 40) {
      faults.add(
          new PlannedFault(
              Duration.ofSeconds(at),
              Duration.ofSeconds(1),
              dice.pick(KINDS),
              dice.number(PlannedFault.LEADER, nodes - 1)));
    }
    return new Swarm(
        nodes,
        dice.pick(List.of(StoreFlavour.values())),
        true,
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        1_048_576,
        dice.chance(0.5),
        dice.chance(0.5),
        dice.chance(0.5),
        Duration.ofSeconds(300),
        0.0002,
        0.01,
        Duration.ofMillis(50),
        8192,
        Duration.ofMinutes(5),
        faults);
  }
}
