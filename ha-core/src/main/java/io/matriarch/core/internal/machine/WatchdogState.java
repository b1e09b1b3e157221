package io.matriarch.core.internal.machine;

import io.matriarch.core.model.MonoTime;
import java.util.Optional;

/**
 * What the watchdog was told, and whether it answers.
 *
 * @param need whether there is one, and whether leading depends on it
 * @param told what it was told last, whether or not it has heard it
 * @param toldAt when
 * @param telling that is still under way
 * @param confirmed what it has confirmed last
 * @param problem why it cannot be used; empty: it answers, or was not needed yet
 * @param failures how many times in a row it could not be told
 * @param inherited an earlier process told it something, so that it may have begun a promotion, and
 *     nothing that was seen since has shown what became of that
 */
public record WatchdogState(
    Need need,
    GuardOrders told,
    MonoTime toldAt,
    Optional<InFlight> telling,
    GuardOrders confirmed,
    Optional<String> problem,
    int failures,
    boolean inherited) {

  /** One slow answer of a busy machine is no reason to give a healthy primary up. */
  private static final int ENOUGH = 2;

  /** What the node makes of a watchdog. */
  public enum Need {
    /** There is none. */
    NONE,
    /** It is used if it can be. */
    WANTED,
    /** Without it this node does not lead. */
    REQUIRED
  }

  /** Nothing was told yet. */
  public static WatchdogState of(Need need) {
    return new WatchdogState(
        need,
        GuardOrders.NONE,
        MonoTime.MIN,
        Optional.empty(),
        GuardOrders.NONE,
        Optional.empty(),
        0,
        false);
  }

  /** It still goes by what an earlier process has told it. */
  public WatchdogState inheriting(GuardOrders inherited) {
    return new WatchdogState(need, inherited, toldAt, telling, confirmed, problem, failures, true);
  }

  /** What the earlier process began is seen, or has ended with the server. */
  WatchdogState settled() {
    return new WatchdogState(need, told, toldAt, telling, confirmed, problem, failures, false);
  }

  /** It will end the resource in time. */
  public boolean armedAt(MonoTime now) {
    return confirmed.fenceAt().isFinite() && now.isBefore(confirmed.fenceAt());
  }

  /**
   * It is waited for: it may be usable, and has not confirmed yet that it will end the resource in
   * time.
   */
  public boolean pendingAt(MonoTime now) {
    boolean awaited = need == Need.REQUIRED ? !missing() : need == Need.WANTED && problem.isEmpty();
    return awaited && !armedAt(now);
  }

  /** Leading depends on it, and it could not be told the last time: no reason to run for leader. */
  public boolean doubtful() {
    return need == Need.REQUIRED && problem.isPresent();
  }

  /** Leading depends on it, and it cannot be used. */
  public boolean missing() {
    return need == Need.REQUIRED && failures >= ENOUGH;
  }

  WatchdogState telling(InFlight request, GuardOrders orders, MonoTime now) {
    return new WatchdogState(
        need, orders, now, Optional.of(request), confirmed, problem, failures, inherited);
  }

  WatchdogState heard() {
    return new WatchdogState(
        need, told, toldAt, Optional.empty(), told, Optional.empty(), 0, inherited);
  }

  WatchdogState failed(String why) {
    return new WatchdogState(
        need,
        told,
        toldAt,
        Optional.empty(),
        GuardOrders.NONE,
        Optional.of(why),
        failures + 1,
        inherited);
  }
}
