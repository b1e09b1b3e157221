package io.matriarch.core.internal.recording;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of recordings, by the records' own components: whoever gives one another shape raises
 * {@link #VERSION}. What is one of several kinds says which with {@code "is"}.
 */
public final class RecordingFormat {
  public static final String NAME = "matriarch-recording";
  public static final int VERSION = 1;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .annotationIntrospector(new SealedTypes())
          .addModule(OwnTypes.module())
          .changeDefaultVisibility(
              visible ->
                  visible
                      .withGetterVisibility(Visibility.NONE)
                      .withIsGetterVisibility(Visibility.NONE)
                      .withFieldVisibility(Visibility.ANY))
          .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
          // A record of another shape is not to be guessed.
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private RecordingFormat() {}

  /** One line of text, without its end. */
  public static String write(Line line) {
    return MAPPER.writerFor(Line.class).writeValueAsString(line);
  }

  /**
   * The opposite.
   *
   * @throws JacksonException it is no such line
   */
  public static Line read(String text) {
    return MAPPER.readValue(text, Line.class);
  }
}
