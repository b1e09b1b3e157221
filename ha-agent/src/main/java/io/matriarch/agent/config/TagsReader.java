package io.matriarch.agent.config;

import io.matriarch.core.config.Values;
import io.matriarch.core.model.Tags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code tags}. A text is published as text, whatever it means: others compare it. */
final class TagsReader {
  private static final Set<String> FLAGS =
      Set.of("clonefrom", "nofailover", "noloadbalance", "nosync", "nostream");
  private static final Set<String> PRIORITIES = Set.of("failover_priority", "sync_priority");

  private TagsReader() {}

  static Tags read(Section section, List<String> warnings) throws ConfigException {
    Map<String, Object> tags = new LinkedHashMap<>();
    for (String name : section.keys()) {
      tags.put(name, value(section, name));
    }
    conflict(tags, "nofailover", "failover_priority", warnings);
    conflict(tags, "nosync", "sync_priority", warnings);
    tags.entrySet().removeIf(tag -> isDefault(tag, tags));
    return new Tags(tags);
  }

  private static Object value(Section section, String name) throws ConfigException {
    Object value = section.value(name).orElseThrow();
    if (FLAGS.contains(name)) {
      section.flag(name);
    } else if (PRIORITIES.contains(name)) {
      section.integer(name, "");
    }
    if (value instanceof Boolean || value instanceof Number || value instanceof String) {
      return value;
    }
    throw section.wrong(name, "is not a simple value", "use text, a number or a boolean");
  }

  /** What says nothing is not published, unless it settles a conflict. */
  private static boolean isDefault(Map.Entry<String, Object> tag, Map<String, Object> all) {
    boolean settles =
        tag.getKey().equals("nofailover") && all.containsKey("failover_priority")
            || tag.getKey().equals("nosync") && all.containsKey("sync_priority");
    return FLAGS.contains(tag.getKey()) && Boolean.FALSE.equals(tag.getValue()) && !settles;
  }

  private static void conflict(
      Map<String, Object> tags, String flag, String priority, List<String> warnings) {
    Optional<Boolean> excluded = Optional.ofNullable(tags.get(flag)).flatMap(Values::bool);
    if (excluded.isEmpty() || !tags.containsKey(priority)) {
      return;
    }
    long number = Values.integer(tags.get(priority), "").orElseThrow();
    if (excluded.get() != number <= 0) {
      String shown = excluded.get() ? "True" : "False";
      warnings.add(
          "Conflicting configuration between %s: %s and %s: %s. Defaulting to %s: %s"
              .formatted(flag, shown, priority, number, flag, shown));
    }
  }
}
