/**
 * Small independent repairs beside the main decision. Each is a pure planner: it says what should
 * be written now, if anything. All of them are asked in every step.
 */
package io.matriarch.core.internal.chore;
