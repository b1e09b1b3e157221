package io.matriarch.testkit.sim.postgres;

/** How far a server process is. */
public enum ServerPhase {
  STOPPED,
  STARTING,
  RUNNING,
  STOPPING,
  /** Killed: nothing of it runs any more, but the process is still there. */
  DYING
}
