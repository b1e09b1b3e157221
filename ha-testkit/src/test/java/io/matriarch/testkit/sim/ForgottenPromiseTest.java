package io.matriarch.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.FactSet;
import io.matriarch.core.internal.policy.FailsafeFacts;
import io.matriarch.testkit.sim.check.Violation;
import io.matriarch.testkit.sim.fault.Fault;
import io.matriarch.testkit.sim.fault.PlannedFault;
import io.matriarch.testkit.sim.planted.PlantedBug;
import io.matriarch.testkit.sim.run.RunResult;
import io.matriarch.testkit.sim.run.SeedRun;
import io.matriarch.testkit.store.StoreFlavour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * All others have let a leader go on without the store. Then they cannot reach it any more, and
 * their agents are restarted just before its lease ends in the store: nobody remembers the promise.
 */
class ForgottenPromiseTest {

  @ParameterizedTest
  @EnumSource
  void nobodyLeadsBeforeTheForgottenPromiseIsOver(StoreFlavour flavour) {
    RunResult run = run(flavour, HaMachine.standard());

    assertThat(run.violation()).isEmpty();
    assertThat(run.trace()).anyMatch(line -> line.text().startsWith("PROMOTED "));
  }

  /** Where observers judge, a young process has to watch the leader's record for a ttl anyway. */
  @ParameterizedTest
  @EnumSource(names = {"EXACT", "BUCKETED"})
  void whoeverDoesNotThinkOfItTakesTheLeadTooSoon(StoreFlavour flavour) {
    FailsafeFacts honest = new FailsafeFacts();
    HaMachine forgetful =
        PlantedBug.finding(
            FailsafeFacts.class,
            s -> honest.find(s).has(Fact.PROMISE_FORGOTTEN) ? FactSet.EMPTY : honest.find(s));

    Optional<Violation> found = run(flavour, forgetful).violation();

    assertThat(found.map(Violation::invariant)).contains("S10");
  }

  private static RunResult run(StoreFlavour flavour, HaMachine machine) {
    int leader = leader(flavour);
    List<PlannedFault> faults = new ArrayList<>();
    faults.add(planned(60, 120, Fault.STORE_CUT, leader));
    faults.add(planned(86, 90, Fault.ISOLATION, leader));
    for (int node = 0; node < 3; node++) {
      if (node != leader) {
        faults.add(planned(86, 1, Fault.AGENT_CRASH, node));
      }
    }
    return SeedRun.of(1, Calm.swarm(flavour, true, faults), machine);
  }

  private static PlannedFault planned(long at, long lasts, Fault fault, int node) {
    return new PlannedFault(Duration.ofSeconds(at), Duration.ofSeconds(lasts), fault, node);
  }

  /** Who leads in a run without any trouble. */
  private static int leader(StoreFlavour flavour) {
    return SeedRun.of(1, Calm.swarm(flavour, true, List.of()), HaMachine.standard())
        .trace()
        .stream()
        .filter(line -> line.text().startsWith("LEADER "))
        .mapToInt(line -> line.text().charAt("LEADER ".length()) - 'a')
        .findFirst()
        .orElseThrow();
  }
}
