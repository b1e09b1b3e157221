package io.matriarch.agent.config.validate;

import io.matriarch.agent.config.Shown;

/**
 * Something wrong with a configuration.
 *
 * @param path key, in dots
 * @param value what stands there, shown if it is no secret; null if it is missing
 * @param message what is wrong, and the remedy
 */
public record Problem(String path, Object value, String message) {

  static Problem missing(String path) {
    return new Problem(path, null, "is missing");
  }

  /** One line: path, value, message. */
  @Override
  public String toString() {
    String shown = value != null && Shown.isShown(path, value) ? Shown.oneLine(value) : "";
    return path + " " + (shown.isEmpty() ? "" : shown + " ") + message;
  }
}
