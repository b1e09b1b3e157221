package io.matriarch.core.internal.event;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.resource.Divergence;
import io.matriarch.core.resource.ResourceReport;

/** From looking at the resource. */
public sealed interface ResourceEvent extends Event {

  /** Something may have changed. */
  record Hint() implements ResourceEvent {}

  /**
   * @param askedAt monotonic time immediately before the look began
   */
  record Reported(long id, MonoTime askedAt, ResourceReport report) implements ResourceEvent {}

  record ObserveFailed(long id, Failure failure) implements ResourceEvent {}

  record Compared(long id, Divergence divergence) implements ResourceEvent {}

  /**
   * The configuration was applied, or not.
   *
   * @param problem why not; empty if it was
   */
  record Configured(long id, String problem) implements ResourceEvent {}

  /** A chore ended, well or not; it will be planned again anyway. */
  record Retained(long id) implements ResourceEvent {}
}
