package io.matriarch.core.wire;

import io.matriarch.core.model.RunState;

/** Words for {@link RunState} in member records. */
public final class StateNames {
  private StateNames() {}

  /**
   * {@return the words for it in a member's record}
   *
   * @param state the state
   */
  public static String text(RunState state) {
    return switch (state) {
      case INITIALIZING -> "initializing new cluster";
      case INITIALIZATION_FAILED -> "initdb failed";
      case CREATING_REPLICA -> "creating replica";
      case STARTING -> "starting";
      case RUNNING -> "running";
      case START_FAILED -> "start failed";
      case RESTARTING -> "restarting";
      case RESTART_FAILED -> "restart failed";
      case STOPPING -> "stopping";
      case STOPPED -> "stopped";
      case STOP_FAILED -> "stop failed";
      case CRASHED -> "crashed";
      case UNKNOWN -> "unknown";
    };
  }

  /**
   * Several words of other members share one state here: what differs is only by which means they
   * initialise.
   *
   * @param text such words
   * @return the state
   */
  public static RunState parse(String text) {
    return switch (text) {
      case "running custom bootstrap script" -> RunState.INITIALIZING;
      case "custom bootstrap failed" -> RunState.INITIALIZATION_FAILED;
      case "starting after custom bootstrap" -> RunState.STARTING;
      default -> byText(text);
    };
  }

  private static RunState byText(String text) {
    for (RunState state : RunState.values()) {
      if (text(state).equals(text)) {
        return state;
      }
    }
    return RunState.UNKNOWN;
  }
}
