/** The store behind a network: latency, outages, lost answers, late hints. */
package io.matriarch.testkit.sim.store;
