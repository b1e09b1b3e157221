package io.matriarch.agent.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code callbacks}, {@code pre_promote} and {@code before_stop}. */
final class HooksReader {
  private static final List<String> ACTIONS =
      List.of("on_start", "on_stop", "on_restart", "on_reload", "on_role_change");

  private HooksReader() {}

  static HooksSection read(Section section) throws ConfigException {
    Section commands = section.section("callbacks");
    Map<String, String> callbacks = new LinkedHashMap<>();
    for (String action : ACTIONS) {
      command(commands, action).ifPresent(command -> callbacks.put(action, command));
    }
    return new HooksSection(
        callbacks, command(section, "pre_promote"), command(section, "before_stop"));
  }

  private static Optional<String> command(Section section, String key) throws ConfigException {
    return section.text(key).filter(text -> !text.isBlank());
  }
}
