package io.matriarch.agent.rest;

import io.matriarch.core.model.Tags;
import java.util.Locale;
import java.util.Map;

/** {@code tag_<name>=<value>} parameters narrow a health check to nodes tagged so. */
final class TagFilter {
  private static final String PREFIX = "tag_";

  private TagFilter() {}

  static boolean matches(Query query, Tags tags) {
    return query.parameters().entrySet().stream()
        .filter(parameter -> parameter.getKey().startsWith(PREFIX))
        .allMatch(parameter -> matches(parameter, tags));
  }

  private static boolean matches(Map.Entry<String, String> parameter, Tags tags) {
    Object actual = tags.values().get(parameter.getKey().substring(PREFIX.length()));
    if (actual == null) {
      return false;
    }
    String text = actual instanceof String s ? s : actual.toString().toLowerCase(Locale.ROOT);
    return text.equals(parameter.getValue());
  }
}
