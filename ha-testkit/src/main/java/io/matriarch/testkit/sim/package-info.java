/**
 * The cluster simulator: whole clusters under virtual time and faults, with the machine as it is.
 * The cut runs along the machine's effects; store, network, PostgreSQL and clocks are models.
 */
package io.matriarch.testkit.sim;
