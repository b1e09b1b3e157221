package io.matriarch.core.config;

/**
 * A value that was not taken as it stands.
 *
 * @param path where it stands, e.g. {@code ttl}
 * @param value the value as text; never a secret
 * @param advice what is wrong, what is used instead, what to do
 */
public record ConfigProblem(String path, String value, String advice) {
  private static final int SHOWN = 60;

  /** One line for the log, however long or broken up the value is. */
  @Override
  public String toString() {
    String line = value.replaceAll("\\s+", " ");
    String shown = line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
    return path + ": '" + shown + "' " + advice;
  }
}
