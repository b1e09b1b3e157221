package io.matriarch.core.internal.event;

/** What came of telling the watchdog. */
public sealed interface WatchdogEvent extends Event {
  long id();

  /** It lives and goes by what it was told. */
  record Confirmed(long id) implements WatchdogEvent {}

  /**
   * It cannot be reached. It goes by what it was told before, if it is there at all.
   *
   * @param problem one line for people
   */
  record Failed(long id, String problem) implements WatchdogEvent {}
}
