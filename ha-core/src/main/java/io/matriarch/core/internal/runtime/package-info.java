/**
 * The node around the machine. A {@link io.matriarch.core.internal.runtime.Crew} is the threads,
 * for one node or for many: a node takes its steps in its mailbox's turns on a loop thread, has
 * calls made on lanes, tasks run on threads of their own, and is watched by a guard that depends on
 * none of these. Foreign code never runs on loop, guard or timer, but for fencing a single node.
 *
 * <p>The only state that threads share is the event queue, the published status, the guard's
 * orders, what the lease proves, and counters.
 */
package io.matriarch.core.internal.runtime;
