package io.matriarch.core.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON documents of the store as plain values: maps in document order, lists, text, numbers and
 * booleans. A JSON null inside a map reads like an absent key.
 *
 * <p>What is written is byte for byte what the other implementation's writer makes of the same
 * document: no spaces, everything outside ASCII as lower-case {@code \\uXXXX}. Readers do not care,
 * but members that compare text before they write do.
 */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                  .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                  .build())
          .build();

  private Json() {}

  /**
   * {@return whether the text is one complete JSON value, {@code null} included}
   *
   * @param text any text
   */
  public static boolean isJson(String text) {
    try {
      return !MAPPER.readTree(text).isMissingNode();
    } catch (JacksonException notJson) {
      return false;
    }
  }

  /**
   * {@return the value of a document; empty for {@code null} and for a text that is not JSON}
   *
   * @param text any text
   */
  public static Optional<Object> value(String text) {
    try {
      return Optional.ofNullable(MAPPER.readValue(text, Object.class));
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }

  /**
   * {@return the document as an object; empty if it is anything else}
   *
   * @param text any text
   */
  public static Optional<Map<String, Object>> object(String text) {
    return value(text).flatMap(Json::asObject);
  }

  /**
   * {@return the document as an array; empty if it is anything else}
   *
   * @param text any text
   */
  public static Optional<List<Object>> array(String text) {
    return value(text).flatMap(Json::asArray);
  }

  /**
   * {@return a value read from a document as an object; empty if it is anything else}
   *
   * @param value such a value, or null
   */
  @SuppressWarnings("unchecked") // keys of a JSON object are text
  public static Optional<Map<String, Object>> asObject(Object value) {
    return value instanceof Map<?, ?> map
        ? Optional.of((Map<String, Object>) map)
        : Optional.empty();
  }

  /**
   * {@return a value read from a document as an array; empty if it is anything else}
   *
   * @param value such a value, or null
   */
  @SuppressWarnings("unchecked") // any element is an Object
  public static Optional<List<Object>> asArray(Object value) {
    return value instanceof List<?> list ? Optional.of((List<Object>) list) : Optional.empty();
  }

  /**
   * Writes maps (in their own order), lists, text, numbers and booleans without spaces.
   *
   * @param value such a value
   * @return the document
   */
  public static String compact(Object value) {
    return MAPPER.writeValueAsString(value);
  }
}
