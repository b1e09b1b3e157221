/**
 * What a node wants done, as values. Every effect with an id gets exactly one completion event with
 * that id; the machine ignores completions it no longer waits for.
 */
package io.matriarch.core.internal.effect;
