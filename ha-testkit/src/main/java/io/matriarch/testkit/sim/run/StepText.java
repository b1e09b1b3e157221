package io.matriarch.testkit.sim.run;

import io.matriarch.core.internal.effect.Effect;
import io.matriarch.core.internal.effect.StoreEffect;
import io.matriarch.core.internal.effect.TaskEffect;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.LeaseEvent;
import io.matriarch.core.internal.event.PeerEvent;
import io.matriarch.core.internal.event.ResourceEvent;
import io.matriarch.core.internal.event.StoreEvent;
import io.matriarch.core.internal.event.TaskEvent;
import io.matriarch.core.internal.machine.Step;
import java.util.stream.Collectors;

/** One step in one line. */
public final class StepText {
  private StepText() {}

  /** What happened, what was decided on it, and what was ordered. */
  public static String of(Event event, Step step) {
    boolean decided = step.next().decidedAt().equals(step.next().now());
    String decision =
        decided
            ? step.next()
                .decision()
                .map(made -> "[" + made.rule().id() + "] " + made.plan().reason())
                .orElse("")
            : "";
    String effects =
        step.effects().stream().map(StepText::effect).collect(Collectors.joining(", "));
    return detail(event) + decision + (effects.isEmpty() ? "" : " -> " + effects);
  }

  private static String detail(Event event) {
    if (event instanceof LeaseEvent.Answered answered) {
      return answered.result() + " ";
    } else if (event instanceof LeaseEvent.Failed failed) {
      return failed.failure() + " ";
    } else if (event instanceof TaskEvent.Finished finished) {
      return finished.outcome() + " ";
    } else if (event instanceof TaskEvent.Progressed progressed) {
      return progressed.stage().kind() + " ";
    } else if (event instanceof ResourceEvent.Reported reported) {
      return reported.report().running()
          + " "
          + reported.report().role()
          + " "
          + reported.report().position().map(Object::toString).orElse("")
          + " ";
    } else if (event instanceof ResourceEvent.Compared compared) {
      return compared.divergence() + " ";
    } else if (event instanceof PeerEvent.Answered answered) {
      return answered.status() + " ";
    } else if (event instanceof StoreEvent.Read read) {
      return "leader "
          + read.view().leader().map(leader -> leader.holder().toString()).orElse("nobody")
          + " ";
    }
    return "";
  }

  private static String effect(Effect effect) {
    if (effect instanceof TaskEffect.Start start) {
      return "start " + start.spec().label();
    } else if (effect instanceof StoreEffect.Put put) {
      return "Put " + put.document();
    }
    return effect.getClass().getSimpleName();
  }
}
