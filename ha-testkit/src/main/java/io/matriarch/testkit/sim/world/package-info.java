/** Virtual time, randomness and the record of what happened; one thread per world. */
package io.matriarch.testkit.sim.world;
