package io.matriarch.core.internal.machine;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.RestartConditions;
import java.util.Optional;

/**
 * A restart that was taken up.
 *
 * @param conditions under which it was asked for
 * @param replyId who waits for it; absent if it was scheduled
 * @param since when it was taken up
 * @param begun the task runs
 */
public record RestartOrder(
    RestartConditions conditions, Optional<Long> replyId, MonoTime since, boolean begun) {

  RestartOrder beginning() {
    return new RestartOrder(conditions, replyId, since, true);
  }
}
