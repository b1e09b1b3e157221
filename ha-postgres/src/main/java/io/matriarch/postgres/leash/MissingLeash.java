package io.matriarch.postgres.leash;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.Watchdog;
import java.time.Duration;
import java.util.Optional;

/** Stands in where the system cannot have a leash, and always says why. */
public final class MissingLeash implements Watchdog {
  private final String problem;

  /**
   * For a node that must not lead without one.
   *
   * @param problem one line for people
   */
  public MissingLeash(String problem) {
    this.problem = problem;
  }

  @Override
  public void guard(MonoTime fenceAt, MonoTime killAt, Duration within) throws ResourceException {
    throw new ResourceException(problem);
  }

  @Override
  public void free(Duration within) throws ResourceException {
    throw new ResourceException(problem);
  }

  @Override
  public Optional<Orders> inherited(Duration within) {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
