package io.matriarch.agent.rest;

import io.matriarch.core.config.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The document that comes with a request. Reading blocks until it is there or the server gives the
 * connection up.
 *
 * @param length the header {@code Content-Length}
 * @param stream the body itself
 */
record RequestBody(Optional<String> length, InputStream stream) {
  private static final int LONGEST = 1 << 20;
  private static final String NO_OBJECT = "The body is not a JSON object with at least one key.";

  /**
   * @throws RefusedRequest 411 without a length, 400 if it is not a JSON object or an empty one
   */
  Map<String, Object> object() throws IOException {
    return object(requiredText());
  }

  /** The same as it was sent, so that nothing of it changes on the way. */
  String objectText() throws IOException {
    String text = requiredText();
    object(text);
    return text;
  }

  /** The same where there may be none, and where it may be empty. */
  Map<String, Object> optionalObject() throws IOException {
    if (length.isEmpty() || length.get().strip().equals("0")) {
      return Map.of();
    }
    return Json.object(text())
        .orElseThrow(() -> RefusedRequest.page(400, "The body is not a JSON object."));
  }

  private static Map<String, Object> object(String text) {
    return Json.object(text)
        .filter(object -> !object.isEmpty())
        .orElseThrow(() -> RefusedRequest.page(400, NO_OBJECT));
  }

  private String requiredText() throws IOException {
    if (length.isEmpty()) {
      throw RefusedRequest.page(411, "A body with a Content-Length is needed.");
    }
    return text();
  }

  private String text() throws IOException {
    byte[] bytes = stream.readNBytes(LONGEST + 1);
    if (bytes.length > LONGEST) {
      throw RefusedRequest.page(413, "The body is longer than 1 MiB.");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
