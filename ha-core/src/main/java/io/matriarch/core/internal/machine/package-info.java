/**
 * The state machine of a node: {@code step(state, occurrence) -> (state, effects, wakeAt, guard)}.
 * Pure and deterministic.
 *
 * <p>Duties of the host, in order: (1) call {@link
 * io.matriarch.core.internal.machine.HaMachine#step} from one thread, with times that never go
 * back; (2) publish the guard's orders before it performs the effects; (3) perform every effect,
 * each on the lane it belongs to, and hand back exactly one completion for each that has an id; (4)
 * call again at {@code wakeAt} if nothing happened before; (5) after {@code Exit} do nothing more
 * but release what is held.
 */
package io.matriarch.core.internal.machine;
