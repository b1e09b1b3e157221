/**
 * Elections without data, simulated: the same machine and store as everywhere, and listeners that
 * are slow, hang or fail.
 */
package io.matriarch.testkit.sim.election;
