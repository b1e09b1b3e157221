package io.matriarch.core.model;

import java.time.Instant;

/** Source of time for everything outside the decision code. Thread safe; never blocks. */
public interface Ticker {

  /**
   * {@return monotonic time; goes on while the machine is suspended where the platform can tell}
   */
  MonoTime now();

  /** {@return wall-clock time, for people and for records only; never for a lease} */
  Instant wallClock();
}
