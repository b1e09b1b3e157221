package io.matriarch.agent.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what {@code postgresql} says of the making of replicas. */
final class CopiesReader {
  private static final Set<String> OWN_KEYS =
      Set.of("command", "keep_data", "no_leader", "no_params");

  private CopiesReader() {}

  static CopiesSection read(Section section) throws ConfigException {
    List<CopiesSection.Method> methods = new ArrayList<>();
    for (String name : names(section)) {
      methods.add(
          name.equals(CopiesSection.BASEBACKUP)
              ? new CopiesSection.Method(name, "", false, false, false, Map.of())
              : method(section.section(name), name));
    }
    return new CopiesSection(
        methods,
        OptionsReader.read(section, CopiesSection.BASEBACKUP),
        OptionsReader.read(section, "rewind"),
        section.flag("remove_data_directory_on_rewind_failure").orElse(false),
        section.flag("remove_data_directory_on_diverged_timelines").orElse(false),
        section.integer("copy_patience", "s").stream().mapToObj(Duration::ofSeconds).findFirst());
  }

  /** The second key is the older name of the first. */
  private static List<String> names(Section section) throws ConfigException {
    for (String key : List.of("create_replica_methods", "create_replica_method")) {
      if (section.has(key)) {
        List<String> names =
            section.value(key).orElseThrow() instanceof String single
                ? List.of(single.split(","))
                : section.lines(key);
        return names.stream().map(String::strip).filter(name -> !name.isEmpty()).toList();
      }
    }
    return List.of();
  }

  private static CopiesSection.Method method(Section section, String name) throws ConfigException {
    return new CopiesSection.Method(
        name,
        section.text("command").filter(text -> !text.isBlank()).orElse(name),
        section.flag("keep_data").orElse(false),
        section.flag("no_leader").orElse(false),
        section.flag("no_params").orElse(false),
        ScriptOptions.read(section, OWN_KEYS));
  }
}
