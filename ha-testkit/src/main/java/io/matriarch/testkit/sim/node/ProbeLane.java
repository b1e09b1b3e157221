package io.matriarch.testkit.sim.node;

import io.matriarch.core.internal.effect.ResourceEffect;
import io.matriarch.core.internal.event.ResourceEvent;
import io.matriarch.core.resource.Divergence;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.testkit.sim.postgres.Reporter;
import io.matriarch.testkit.sim.postgres.SimPostgres;
import io.matriarch.testkit.sim.task.Workbench;
import io.matriarch.testkit.sim.world.Dice;

/** Looks at the server, and compares it with others. */
final class ProbeLane {
  private final SimLane probes;
  private final SimLane chores;
  private final Workbench bench;
  private final Dice dice;

  /** The process that was seen last. */
  private long known;

  ProbeLane(SimLane probes, SimLane chores, Workbench bench, Dice dice) {
    this.probes = probes;
    this.chores = chores;
    this.bench = bench;
    this.dice = dice;
  }

  void observe(ResourceEffect.Observe effect) {
    probes.submit(
        effect.call(),
        (askedAt, answer) ->
            bench
                .thread()
                .run(
                    dice.chance(0.01) ? dice.millis(20, 2000) : dice.millis(1, 15),
                    () -> answer.accept(new ResourceEvent.Reported(effect.id(), askedAt, look()))),
        failure -> new ResourceEvent.ObserveFailed(effect.id(), failure));
  }

  private ResourceReport look() {
    SimPostgres server = bench.server();
    if (server.accessible() && server.alive()) {
      known = server.instance();
    }
    return Reporter.report(server, known == server.instance());
  }

  void compare(ResourceEffect.Compare effect) {
    chores.submit(
        effect.call(),
        (askedAt, answer) ->
            bench
                .thread()
                .run(
                    dice.millis(2, 200),
                    () -> answer.accept(new ResourceEvent.Compared(effect.id(), verdict(effect)))),
        failure -> new ResourceEvent.Compared(effect.id(), Divergence.UNKNOWN));
  }

  private Divergence verdict(ResourceEffect.Compare effect) {
    return bench
        .serving(effect.source())
        .map(source -> Reporter.compare(bench.server(), source))
        .orElse(Divergence.UNKNOWN);
  }

  void configure(ResourceEffect.Configure effect) {
    chores.submit(
        effect.call(),
        (askedAt, answer) ->
            bench
                .thread()
                .run(
                    dice.millis(2, 200),
                    () -> answer.accept(new ResourceEvent.Configured(effect.id(), ""))),
        failure -> new ResourceEvent.Configured(effect.id(), failure.message()));
  }

  void retain(ResourceEffect.Retain effect) {
    chores.submit(
        effect.call(),
        (askedAt, answer) ->
            bench
                .thread()
                .run(
                    dice.millis(2, 50),
                    () -> answer.accept(new ResourceEvent.Retained(effect.id()))),
        failure -> new ResourceEvent.Retained(effect.id()));
  }
}
