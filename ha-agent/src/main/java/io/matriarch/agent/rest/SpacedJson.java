package io.matriarch.agent.rest;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** JSON on one line with a blank after each comma and colon, the form that scripts know. */
final class SpacedJson {
  private static final Separators SPACED =
      Separators.createDefaultInstance()
          .withObjectNameValueSpacing(Separators.Spacing.AFTER)
          .withObjectEntrySpacing(Separators.Spacing.AFTER)
          .withArrayElementSpacing(Separators.Spacing.AFTER)
          .withObjectEmptySeparator("")
          .withArrayEmptySeparator("");

  private static final ObjectWriter WRITER =
      new JsonMapper()
          .writer()
          .with(
              new DefaultPrettyPrinter(SPACED)
                  .withObjectIndenter(new DefaultPrettyPrinter.NopIndenter())
                  .withArrayIndenter(new DefaultPrettyPrinter.NopIndenter()));

  private SpacedJson() {}

  static byte[] bytes(Map<String, Object> document) {
    return WRITER.writeValueAsString(document).getBytes(StandardCharsets.UTF_8);
  }
}
