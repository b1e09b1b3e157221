package io.matriarch.agent.rest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Parameters of a request. Of several with one name the first counts; those without a value do not.
 *
 * @param parameters by name
 */
record Query(Map<String, String> parameters) {
  private static final Query NONE = new Query(Map.of());

  /**
   * @param raw what stands behind the question mark, or null
   * @throws IllegalArgumentException an escape is broken
   */
  static Query parse(String raw) {
    if (raw == null || raw.isEmpty()) {
      return NONE;
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : raw.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0 && equals < pair.length() - 1) {
        parameters.putIfAbsent(
            decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return new Query(parameters);
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
