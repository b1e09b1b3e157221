package io.matriarch.postgres;

import java.util.Locale;

/** What a callback is told. */
public enum CallbackAction {
  /** The server is available after a start, or was when the agent came. */
  ON_START,
  /** The server was stopped, not to be restarted. */
  ON_STOP,
  /** The server was restarted and is what it was. */
  ON_RESTART,
  /** The server was told to read its configuration again. */
  ON_RELOAD,
  /** The server is something else now. */
  ON_ROLE_CHANGE;

  /** {@return the word for it in configuration files and on command lines} */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
