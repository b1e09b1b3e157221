package io.matriarch.testkit.sim;

import io.matriarch.testkit.sim.fault.PlannedFault;
import io.matriarch.testkit.sim.fault.Swarm;
import io.matriarch.testkit.store.StoreFlavour;
import java.time.Duration;
import java.util.List;

/** Three guarded nodes without any trouble but what is planned. */
final class Calm {
  static final Duration TTL = Duration.ofSeconds(30);

  private Calm() {}

  static Swarm swarm(StoreFlavour flavour, boolean failsafe, List<PlannedFault> faults) {
    return new Swarm(
        3,
        flavour,
        true,
        TTL,
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        1_048_576,
        false,
        failsafe,
        true,
        Duration.ofSeconds(300),
        0,
        0,
        Duration.ofSeconds(1),
        1024,
        Duration.ofMinutes(5),
        faults);
  }
}
