/**
 * Decides what a node shall do: fact finders turn what it knows into named booleans, an ordered
 * table of rows turns those into a plan.
 */
package io.matriarch.core.internal.policy;
