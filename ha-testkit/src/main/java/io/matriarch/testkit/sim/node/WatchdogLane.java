package io.matriarch.testkit.sim.node;

import io.matriarch.core.internal.effect.WatchdogEffect;
import io.matriarch.core.internal.event.WatchdogEvent;
import io.matriarch.testkit.sim.node.AgentProcess.SimThread;
import io.matriarch.testkit.sim.world.Dice;
import java.util.Optional;

/** Tells the guard outside of the agent what the agent wants it to know. */
final class WatchdogLane {
  private final SimLane lane;
  private final Optional<Leash> leash;
  private final SimThread thread;
  private final Dice dice;

  WatchdogLane(SimLane lane, Optional<Leash> leash, SimThread thread, Dice dice) {
    this.lane = lane;
    this.leash = leash;
    this.thread = thread;
    this.dice = dice;
  }

  void tell(WatchdogEffect effect) {
    lane.submit(
        effect.call(),
        (askedAt, answer) -> {
          boolean deaf = leash.orElseThrow().deaf();
          if (!deaf) {
            leash.get().hear(effect.orders());
          }
          thread.runAfter(
              dice.millis(1, 5), () -> answer.accept(deaf ? failed(effect) : heard(effect)));
        },
        failure -> new WatchdogEvent.Failed(effect.id(), failure.message()));
  }

  private static WatchdogEvent heard(WatchdogEffect effect) {
    return new WatchdogEvent.Confirmed(effect.id());
  }

  private static WatchdogEvent failed(WatchdogEffect effect) {
    return new WatchdogEvent.Failed(effect.id(), "it cannot be told");
  }
}
