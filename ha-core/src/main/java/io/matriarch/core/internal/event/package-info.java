/**
 * What can happen to a node, as values. Hints carry no truth; completions carry the effect's id.
 */
package io.matriarch.core.internal.event;
