package io.matriarch.testkit.sim.check;

import io.matriarch.core.internal.effect.Effect;
import io.matriarch.core.internal.machine.Step;
import java.util.ArrayList;
import java.util.List;

/** What a step orders, by kind; most steps order nothing, and every checker looks at every step. */
final class Orders {
  private Orders() {}

  static boolean include(Step step, Class<? extends Effect> kind) {
    if (step.effects().isEmpty()) {
      return false;
    }
    for (Effect effect : step.effects()) {
      if (kind.isInstance(effect)) {
        return true;
      }
    }
    return false;
  }

  static <T extends Effect> List<T> of(Step step, Class<T> kind) {
    if (!include(step, kind)) {
      return List.of();
    }
    List<T> orders = new ArrayList<>();
    for (Effect effect : step.effects()) {
      if (kind.isInstance(effect)) {
        orders.add(kind.cast(effect));
      }
    }
    return orders;
  }
}
