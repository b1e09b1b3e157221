package io.matriarch.testkit.scenario;

import io.matriarch.core.internal.machine.GuardOrders;
import io.matriarch.core.internal.machine.WatchdogState.Need;
import io.matriarch.core.model.MonoTime;
import java.util.Locale;
import java.util.Optional;

/**
 * Before the start {@code watchdog wanted|required} and {@code watchdog inherits FENCE KILL}; at
 * any time {@code watchdog answers|unavailable|silent}.
 */
final class WatchdogCommand implements Command {
  @Override
  public void run(Stage stage, Words words) {
    if (words.has("wanted") || words.has("required")) {
      stage.watchdog.need = Need.valueOf(words.get(1).toUpperCase(Locale.ROOT));
    } else if (words.has("inherits")) {
      MonoTime begin = new MonoTime(0);
      stage.watchdog.inherited =
          Optional.of(
              new GuardOrders(
                  begin.plus(Words.duration(words.get(2))),
                  begin.plus(Words.duration(words.get(3)))));
    } else {
      stage.watchdog.behaviour = Behaviour.of(words.get(1));
    }
  }
}
