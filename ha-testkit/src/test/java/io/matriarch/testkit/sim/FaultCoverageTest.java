package io.matriarch.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.testkit.sim.check.Tally;
import io.matriarch.testkit.sim.fault.Fault;
import io.matriarch.testkit.sim.fault.PlannedFault;
import io.matriarch.testkit.sim.run.RunResult;
import io.matriarch.testkit.sim.run.SeedRun;
import io.matriarch.testkit.store.StoreFlavour;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A row meets the faults that last while it decides, and no others. */
class FaultCoverageTest {
  private static final long OUTAGE = 1L << Fault.STORE_OUTAGE.ordinal();

  @Test
  void aRowMeetsTheFaultUnderWhichItDecidesAndNoOther() {
    PlannedFault outage =
        new PlannedFault(Duration.ofSeconds(60), Duration.ofSeconds(60), Fault.STORE_OUTAGE, 0);

    RunResult run =
        SeedRun.of(1, Calm.swarm(StoreFlavour.EXACT, false, List.of(outage)), HaMachine.standard());

    Tally steppingDown = run.rows().get("100.30");
    assertThat(steppingDown.decided()).isPositive();
    assertThat(steppingDown.met()).isEqualTo(OUTAGE);
    assertThat(run.rows().get("450.20").met()).as("creating the cluster, long before").isZero();
  }
}
