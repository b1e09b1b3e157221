package io.matriarch.core.model;

/** Life-cycle state of a resource instance as members publish it. */
public enum RunState {
  INITIALIZING,
  INITIALIZATION_FAILED,
  CREATING_REPLICA,
  STARTING,
  RUNNING,
  START_FAILED,
  RESTARTING,
  RESTART_FAILED,
  STOPPING,
  STOPPED,
  STOP_FAILED,
  CRASHED,
  /** A word that another member wrote and that this version does not know. */
  UNKNOWN;
}
