package io.matriarch.testkit.sim.check;

import io.matriarch.core.internal.effect.PeerEffect;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.PeerEvent;
import io.matriarch.core.internal.machine.LeaseTimes;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reckons a leader's right to go on without the store from what it asked and what it was told. */
final class AgreementWatch {
  private long round;
  private MonoTime ifAllAgree = MonoTime.MIN;
  private Set<NodeName> missing = new TreeSet<>();

  /** Until when all others stand still; {@link MonoTime#MIN} if this step shows nothing new. */
  MonoTime until(Event event, Step step, MonoTime now) {
    boolean agreed = false;
    if (event instanceof PeerEvent.Voted voted && voted.roundId() == round) {
      agreed = voted.vote().accepted() && missing.remove(voted.vote().name()) && missing.isEmpty();
    }
    Duration ttl = step.next().config().timing().ttl();
    MonoTime end = agreed ? ifAllAgree : MonoTime.MIN;
    for (PeerEffect.AskFailsafe asked : Orders.of(step, PeerEffect.AskFailsafe.class)) {
      begin(asked, LeaseTimes.of(now, ttl).validUntil());
    }
    return alone(step) ? MonoTime.later(end, LeaseTimes.of(now, ttl).validUntil()) : end;
  }

  private void begin(PeerEffect.AskFailsafe asked, MonoTime end) {
    round = asked.id();
    ifAllAgree = end;
    missing = new TreeSet<>(asked.voters().keySet());
  }

  /** Nobody else may lead where only this node is listed. */
  private static boolean alone(Step step) {
    if (!step.next().config().failsafeMode()) {
      return false;
    }
    Map<NodeName, String> listed = step.next().store().documents().failsafe();
    return listed.size() == 1 && listed.containsKey(step.next().self());
  }
}
