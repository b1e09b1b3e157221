package io.matriarch.core.resource;

import io.matriarch.core.model.MonoTime;
import java.time.Duration;
import java.util.Optional;

/**
 * Something outside of this process that ends a writable resource when this process cannot, because
 * it has died or is frozen. It knows absolute instants only, so a word that arrives late lengthens
 * nothing.
 *
 * <p>All methods may be called from any thread, one at a time; they block at most for the time
 * given, plus a tolerance of a second where a watchdog has to be started or replaced. All are
 * idempotent.
 */
public interface Watchdog extends AutoCloseable {

  /**
   * What a watchdog goes by. Instants of the node's clock, which must be one that a later process
   * goes by, too, as {@link io.matriarch.core.api.SystemTicker} is.
   *
   * @param fenceAt it ends the resource then
   * @param killAt it kills then whatever is left
   */
  record Orders(MonoTime fenceAt, MonoTime killAt) {}

  /**
   * The resource may be writable until then. On return the watchdog has confirmed it: it lives.
   *
   * @param fenceAt it ends the resource then
   * @param killAt it kills then whatever is left
   * @param within how long to wait for that
   * @throws ResourceException there is no watchdog that answers; what it was told last still counts
   */
  void guard(MonoTime fenceAt, MonoTime killAt, Duration within) throws ResourceException;

  /**
   * Nothing is to be ended: the resource is not writable, or stays so by agreement. On return the
   * watchdog is ready to guard.
   *
   * @param within how long to wait for that
   * @throws ResourceException there is no watchdog that answers; what it was told last still counts
   */
  void free(Duration within) throws ResourceException;

  /**
   * Until when an earlier process vouched for the resource, if a watchdog of that process is still
   * there; the instants may have passed.
   *
   * @param within how long to wait for its answer
   * @return what it was told; empty without such a watchdog, or if nothing is to be ended
   * @throws ResourceException there is one and it does not answer
   */
  Optional<Orders> inherited(Duration within) throws ResourceException;

  /** Lets go of it; what it was told last still counts, unless it was freed. */
  @Override
  void close();
}
