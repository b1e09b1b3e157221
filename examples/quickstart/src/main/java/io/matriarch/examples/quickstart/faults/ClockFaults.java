package io.matriarch.examples.quickstart.faults;

import static io.matriarch.examples.quickstart.faults.Promise.NOTHING_LOST;

import io.matriarch.examples.quickstart.cluster.DemoNode;
import io.matriarch.examples.quickstart.cluster.Wait;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Steps of the wall clock that the primary's agent goes by. */
final class ClockFaults {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration STEP = Duration.ofHours(1);

  private ClockFaults() {}

  static List<Fault> all() {
    return Stream.of(
            Fault.of(
                "clock-forward",
                "the wall clock of the primary's agent is an hour fast for longer than the lease",
                NOTHING_LOST,
                scene -> step(scene, STEP)),
            Fault.of(
                "clock-back",
                "the wall clock of the primary's agent is an hour slow for longer than the lease",
                NOTHING_LOST,
                scene -> step(scene, STEP.negated())))
        .map(fault -> fault.needs(Fault.Kind.CLOCK))
        .toList();
  }

  /** The agent gets its own clock by a restart, which its server does not notice. */
  private static void step(Scene scene, Duration difference)
      throws IOException, InterruptedException {
    DemoNode node = scene.primary().node();
    FakeClock clock = FakeClock.in(node.spec().home());
    scene.herd().signals().kill(() -> ProcessFaults.alive(ProcessFaults.agent(node)));
    node.start(clock.environment());
    Wait.until("the lead of the new agent", SOON, () -> node.rest().isOk("/primary"));
    scene.herd().awaitHealthy(SOON);
    scene.strike();
    clock.step(difference);
    scene.outlivesTheLease();
    clock.step(Duration.ZERO);
    scene.over();
  }
}
