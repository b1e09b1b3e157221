package io.matriarch.agent.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code bootstrap.method} and its section. */
final class BootstrapMethodReader {
  private static final String BUILT_IN = "initdb";

  /** The last two are given to every command, whatever the section says. */
  private static final Set<String> OWN_KEYS =
      Set.of(
          "command",
          "no_params",
          "keep_existing_recovery_conf",
          "recovery_conf",
          "scope",
          "datadir");

  private BootstrapMethodReader() {}

  /** Empty for {@code initdb}. */
  static Optional<BootstrapMethod> read(Section bootstrap) throws ConfigException {
    Optional<String> name =
        bootstrap.text("method").filter(text -> !text.isBlank() && !text.equals(BUILT_IN));
    if (name.isEmpty()) {
      return Optional.empty();
    }
    if (!bootstrap.has(name.get())) {
      // Going on with initdb would create an empty cluster where another one was to be restored.
      throw bootstrap.wrong(
          "method", "has no section of its own", "add it to bootstrap, with a command");
    }
    Section section = bootstrap.section(name.get());
    section.value("scope");
    section.value("datadir");
    Map<String, String> options = ScriptOptions.read(section, OWN_KEYS);
    return Optional.of(
        new BootstrapMethod(
            name.get(),
            section.text("command", "name the command that makes the data"),
            section.flag("no_params").orElse(false),
            options,
            section.flag("keep_existing_recovery_conf").orElse(false),
            section.settings("recovery_conf")));
  }
}
