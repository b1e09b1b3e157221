package io.matriarch.agent.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what {@code postgresql} says of the server's configuration files. */
final class FilesReader {
  private static final List<String> ROLES = List.of("primary", "replica", "standby_leader");

  private FilesReader() {}

  static FilesSection read(Section section) throws ConfigException {
    Map<String, FilesSection.ForRole> roles = new LinkedHashMap<>();
    for (String role : ROLES) {
      roles.put(
          role,
          new FilesSection.ForRole(
              section.settings("parameters_" + role),
              lines(section, "pg_hba_" + role),
              lines(section, "pg_ident_" + role)));
    }
    return new FilesSection(
        given(section, "config_dir").map(Path::of),
        given(section, "config_base_name"),
        given(section, "custom_conf"),
        section.lines("pg_ident"),
        roles);
  }

  private static Optional<List<String>> lines(Section section, String key) throws ConfigException {
    return section.has(key) ? Optional.of(section.lines(key)) : Optional.empty();
  }

  private static Optional<String> given(Section section, String key) throws ConfigException {
    return section.text(key).filter(text -> !text.isBlank());
  }
}
