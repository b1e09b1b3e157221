package io.matriarch.core.model;

/** Life-cycle state of a resource instance as members publish it. */
public enum RunState {
  /** The first copy of a new cluster is being made. */
  INITIALIZING,
  /** That failed; what it made is still there. */
  INITIALIZATION_FAILED,
  /** A copy is being taken from another member. */
  CREATING_REPLICA,
  /** A process is there and does not accept work yet. */
  STARTING,
  /** It accepts work. */
  RUNNING,
  /** It was started and did not come up. */
  START_FAILED,
  /** It is stopped in order to be started again. */
  RESTARTING,
  /** It was stopped for that and did not come up. */
  RESTART_FAILED,
  /** It has been told to stop. */
  STOPPING,
  /** Nothing of it runs. */
  STOPPED,
  /** It was told to stop and still runs. */
  STOP_FAILED,
  /** It ended without being told to. */
  CRASHED,
  /** A word that another member wrote and that this version does not know. */
  UNKNOWN;
}
