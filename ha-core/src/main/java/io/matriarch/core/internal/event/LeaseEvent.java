package io.matriarch.core.internal.event;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.store.LeaseResult;

/** From the lease lane. */
public sealed interface LeaseEvent extends Event {

  /**
   * Acquiring or renewing was answered.
   *
   * @param sentAt monotonic time immediately before the request was handed to the store
   */
  record Answered(long id, MonoTime sentAt, LeaseResult result) implements LeaseEvent {}

  /** The release is done; whether the key was still ours does not matter any more. */
  record Released(long id) implements LeaseEvent {}

  record Failed(long id, Failure failure) implements LeaseEvent {}
}
