/** Recordings of real nodes, taken through the machine again. */
package io.matriarch.testkit.sim.replay;
