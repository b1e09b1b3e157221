package io.matriarch.testkit.scenario;

import io.matriarch.core.internal.effect.WatchdogEffect;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.WatchdogEvent;
import io.matriarch.core.internal.machine.GuardOrders;
import io.matriarch.core.internal.machine.WatchdogState;
import java.util.Optional;

/** A guard outside of the node's process. */
final class ScriptedWatchdog {
  WatchdogState.Need need = WatchdogState.Need.NONE;
  Behaviour behaviour = Behaviour.ANSWERS;
  Optional<GuardOrders> inherited = Optional.empty();

  Optional<Event> tell(WatchdogEffect effect) {
    return switch (behaviour) {
      case ANSWERS -> Optional.of(new WatchdogEvent.Confirmed(effect.id()));
      case UNAVAILABLE ->
          Optional.of(new WatchdogEvent.Failed(effect.id(), "the watchdog has ended"));
      default -> Optional.empty();
    };
  }
}
