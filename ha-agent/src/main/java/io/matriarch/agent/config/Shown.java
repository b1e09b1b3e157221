package io.matriarch.agent.config;

import java.util.Collection;
import java.util.Map;

/** How values of the file appear in messages. */
final class Shown {
  private static final int LONGEST = 80;

  private Shown() {}

  /** One line without control characters, of bounded length. */
  static String oneLine(Object value) {
    String text = String.valueOf(value).replaceAll("\\p{Cntrl}+", " ").strip();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  /** {@code 'value' }, or nothing if the value must not, or cannot sensibly, be shown. */
  static String quoted(String path, Object value) {
    boolean secret = path.matches("(?i).*(password|token|secret|auth_data|key)[^.]*");
    return secret || value instanceof Map<?, ?> || value instanceof Collection<?>
        ? ""
        : "'" + oneLine(value) + "' ";
  }
}
