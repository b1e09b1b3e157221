/**
 * One simulated host: server, agent and guard. The agent runs the real machine; its lanes perform
 * the machine's effects against the models, with exactly one completion each.
 */
package io.matriarch.testkit.sim.node;
