package io.matriarch.agent.rest;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What goes back to a client.
 *
 * @param code status code
 * @param headers names and values
 * @param body empty: none is sent
 */
record Answer(int code, Map<String, String> headers, byte[] body) {
  private static final byte[] NOTHING = {};
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final Map<String, String> TEXT = Map.of("Content-Type", "text/html");

  static Answer json(int code, byte[] body) {
    return new Answer(code, JSON, body);
  }

  static Answer text(int code, String text) {
    return new Answer(code, TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  static Answer bare(int code) {
    return new Answer(code, Map.of(), NOTHING);
  }

  Answer withHeader(String name, String value) {
    Map<String, String> all = new HashMap<>(headers);
    all.put(name, value);
    return new Answer(code, all, body);
  }
}
