package io.matriarch.core.internal.machine;

import io.matriarch.core.internal.effect.Effect;
import io.matriarch.core.internal.effect.ResourceEffect;
import io.matriarch.core.model.MonoTime;
import java.util.List;
import java.util.Optional;

/**
 * What one occurrence led to.
 *
 * @param next the state from now on
 * @param effects to be performed, in this order
 * @param wakeAt step again then if nothing happens before
 * @param guard the guard's orders from now on
 */
public record Step(NodeState next, List<Effect> effects, MonoTime wakeAt, GuardOrders guard) {
  public Step {
    effects = List.copyOf(effects);
  }

  /** Why the resource is to be fenced at once; the guard does that, before any other effect. */
  public Optional<String> fence() {
    return effects.stream()
        .filter(ResourceEffect.Fence.class::isInstance)
        .map(effect -> ((ResourceEffect.Fence) effect).reason())
        .findFirst();
  }
}
