/**
 * The flight recorder: what a node took up and what it decided, so that a step of the past can be
 * taken again. The machine knows nothing of it.
 */
package io.matriarch.core.internal.recording;
