/** Who can reach whom, and how fast. */
package io.matriarch.testkit.sim.net;
