package io.matriarch.agent.rest;

import io.matriarch.core.model.RunState;

/** Numbers of the server's states, as dashboards know them. */
final class StateIndex {
  static final String VALUES =
      "Values: 0=initdb, 1=initdb_failed, 2=custom_bootstrap, 3=custom_bootstrap_failed,"
          + " 4=creating_replica, 5=running, 6=starting, 7=bootstrap_starting, 8=start_failed,"
          + " 9=restarting, 10=restart_failed, 11=stopping, 12=stopped, 13=stop_failed, 14=crashed";

  private StateIndex() {}

  static int of(RunState state) {
    return switch (state) {
      case INITIALIZING -> 0;
      case INITIALIZATION_FAILED -> 1;
      case CREATING_REPLICA -> 4;
      case RUNNING -> 5;
      case STARTING -> 6;
      case START_FAILED -> 8;
      case RESTARTING -> 9;
      case RESTART_FAILED -> 10;
      case STOPPING -> 11;
      case STOPPED -> 12;
      case STOP_FAILED -> 13;
      case CRASHED -> 14;
      case UNKNOWN -> -1;
    };
  }
}
