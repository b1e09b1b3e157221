/** What a node's task lane does to its server, with durations, failures and cancellation. */
package io.matriarch.testkit.sim.task;
