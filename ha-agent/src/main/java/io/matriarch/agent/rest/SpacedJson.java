package io.matriarch.agent.rest;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON on one line with a blank after each comma and colon and everything outside ASCII escaped,
 * the form that scripts know.
 */
public final class SpacedJson {
  private static final Separators SPACED =
      Separators.createDefaultInstance()
          .withObjectNameValueSpacing(Separators.Spacing.AFTER)
          .withObjectEntrySpacing(Separators.Spacing.AFTER)
          .withArrayElementSpacing(Separators.Spacing.AFTER)
          .withObjectEmptySeparator("")
          .withArrayEmptySeparator("");

  private static final ObjectWriter WRITER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                  .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                  .build())
          .build()
          .writer()
          .with(
              new DefaultPrettyPrinter(SPACED)
                  .withObjectIndenter(new DefaultPrettyPrinter.NopIndenter())
                  .withArrayIndenter(new DefaultPrettyPrinter.NopIndenter()));

  private SpacedJson() {}

  /**
   * Of maps (in their own order), lists, text, numbers, booleans and nulls.
   *
   * @param document a value made of maps, lists, text, numbers and booleans
   * @return the document
   */
  public static String text(Object document) {
    return WRITER.writeValueAsString(document);
  }

  static byte[] bytes(Object document) {
    return text(document).getBytes(StandardCharsets.UTF_8);
  }
}
