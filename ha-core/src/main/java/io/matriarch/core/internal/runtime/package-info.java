/**
 * The node around the machine: one loop thread, one lane per kind of effect, and the guard. The
 * only state that threads share is the event queue, the published status and the guard's orders.
 */
package io.matriarch.core.internal.runtime;
