package io.matriarch.testkit.sim.postgres;

/** How far a server process is. */
public enum ServerPhase {
  STOPPED,
  STARTING,
  RUNNING,
  STOPPING
}
