package io.matriarch.agent.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How values of a configuration appear in messages and prints. */
public final class Shown {
  /** Stands where a secret is not shown. */
  public static final String HIDDEN = "***";

  private static final int LONGEST = 80;

  private Shown() {}

  /** One line without control characters and passwords, of bounded length. */
  public static String oneLine(Object value) {
    String text = withoutPasswords(String.valueOf(value).replaceAll("\\p{Cntrl}+", " ").strip());
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  /** {@code 'value' }, or nothing if the value must not, or cannot sensibly, be shown. */
  static String quoted(String path, Object value) {
    return isShown(path, value) ? "'" + oneLine(value) + "' " : "";
  }

  /** False for a secret, and for what is no single value. */
  public static boolean isShown(String path, Object value) {
    return !isSecret(path) && !(value instanceof Map<?, ?> || value instanceof Collection<?>);
  }

  /** The same value, with {@link #HIDDEN} wherever there is a secret. */
  static Object masked(String path, Object value) {
    if (isSecret(path)) {
      return HIDDEN;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> masked = new LinkedHashMap<>();
      map.forEach((key, below) -> masked.put(String.valueOf(key), masked(path + "." + key, below)));
      return masked;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(entry -> masked(path, entry)).toList();
    }
    return value instanceof String text ? withoutPasswords(text) : value;
  }

  private static boolean isSecret(String path) {
    return path.matches("(?i).*(password|token|secret|auth_data|key)[^.]*")
        && !path.matches(".*\\.(server_tokens|keyfile|password_encryption|ssl_key_file)");
  }

  /** Addresses and connection strings may carry some. */
  private static String withoutPasswords(String text) {
    return text.replaceAll("(?<=://)[^/@\\s:]*:[^/@\\s]*(?=@)", HIDDEN)
        .replaceAll("(?i)(password\\s*=\\s*)('[^']*'|\\S+)", "$1" + HIDDEN);
  }
}
