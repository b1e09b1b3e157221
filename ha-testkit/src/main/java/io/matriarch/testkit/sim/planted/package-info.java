/** Bugs that are planted to see whether the simulator finds them, and how soon. */
package io.matriarch.testkit.sim.planted;
