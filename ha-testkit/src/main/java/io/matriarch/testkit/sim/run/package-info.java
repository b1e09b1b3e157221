/** Runs seeds: a cluster is set up, disturbed, healed and judged. */
package io.matriarch.testkit.sim.run;
