package io.matriarch.core.internal.machine;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Position;
import java.util.Optional;

/**
 * The resource was stopped because somebody asked for something, and is to come back, mostly as a
 * replica: in pause, too.
 *
 * @param since when it was stopped
 * @param end where a primary that hands over ended; absent if it does not hand over, or its end is
 *     unknown
 * @param handingOver another member is to lead
 */
public record Returning(MonoTime since, Optional<Position> end, boolean handingOver) {

  /** Nobody was there to hand over to. */
  Returning inVain() {
    return new Returning(since, end, false);
  }
}
