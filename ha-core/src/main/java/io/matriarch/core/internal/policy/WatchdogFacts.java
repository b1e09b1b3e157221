package io.matriarch.core.internal.policy;

import io.matriarch.core.internal.machine.WatchdogState;

/** Facts about the guard outside of this process. */
public final class WatchdogFacts implements FactFinder {

  @Override
  public FactSet find(Situation s) {
    WatchdogState watchdog = s.state().watchdog();
    return FactSet.found()
        .with(Fact.WATCHDOG_PENDING, !s.state().config().paused() && watchdog.pendingAt(s.now()))
        .with(Fact.WATCHDOG_MISSING, watchdog.missing())
        .with(Fact.PROMOTION_INHERITED, watchdog.inherited())
        .toSet();
  }
}
