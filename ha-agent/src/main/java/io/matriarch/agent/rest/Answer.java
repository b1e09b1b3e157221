package io.matriarch.agent.rest;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
  private static final Map<String, String> PLAIN = Map.of("Content-Type", "text/plain");
  private static final Map<String, String> LINES = Map.of("Content-Type", "application/x-ndjson");
  private static final Map<String, String> PAGE = Map.of("Content-Type", "text/html;charset=utf-8");

  static Answer json(int code, byte[] body) {
    return new Answer(code, JSON, body);
  }

  /** A sentence; clients are used to this type for it. */
  static Answer text(int code, String text) {
    return new Answer(code, TEXT, utf8(text));
  }

  static Answer plain(int code, String text) {
    return new Answer(code, PLAIN, utf8(text));
  }

  /** JSON documents, one to a line. */
  static Answer lines(int code, List<String> documents) {
    return new Answer(
        code,
        LINES,
        utf8(documents.stream().map(line -> line + "\n").collect(Collectors.joining())));
  }

  static Answer bare(int code) {
    return new Answer(code, Map.of(), NOTHING);
  }

  /**
   * The page for a request that cannot be served as it is.
   *
   * @param why a constant: it is not escaped
   */
  static Answer page(int code, String why) {
    String title = code + " " + Reasons.phrase(code);
    return new Answer(
        code,
        PAGE,
        utf8(
            "<!DOCTYPE html>\n<html lang=\"en\"><head><title>%s</title></head>\n<body><h1>%s</h1>\n<p>%s</p></body></html>\n"
                .formatted(title, title, why)));
  }

  Answer withHeader(String name, String value) {
    Map<String, String> all = new HashMap<>(headers);
    all.put(name, value);
    return new Answer(code, all, body);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
