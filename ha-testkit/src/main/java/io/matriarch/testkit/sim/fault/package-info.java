/** What goes wrong, how long at least, and in which mixture. */
package io.matriarch.testkit.sim.fault;
