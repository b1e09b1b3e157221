package io.matriarch.agent.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads {@code postgresql}. */
final class PostgresReader {
  private static final int DEFAULT_PORT = 5432;

  private PostgresReader() {}

  static PostgresSection read(Section section, List<String> warnings) throws ConfigException {
    HostPort listen = AddressReader.listen(section, DEFAULT_PORT);
    Path dataDir = Path.of(section.text("data_dir", "name the data directory")).toAbsolutePath();
    useSlots(section, warnings);
    OptionalLong startTimeout = section.integer("pg_ctl_timeout", "s");
    UsersReader users = UsersReader.of(section);
    return new PostgresSection(
        listen.host(),
        listen.port(),
        access(section, listen),
        dataDir.normalize(),
        path(section, "bin_dir"),
        section.settings("bin_name"),
        section.text("database").orElse("postgres"),
        path(section, "pgpass"),
        users.user("superuser"),
        users.user("replication"),
        users.optional("rewind"),
        section.settings("parameters"),
        section.lines("pg_hba"),
        FilesReader.read(section),
        HooksReader.read(section),
        CopiesReader.read(section),
        section.flag("use_pg_rewind"),
        startTimeout.isPresent()
            ? Optional.of(Duration.ofSeconds(startTimeout.getAsLong()))
            : Optional.empty(),
        section.settings("recovery_conf"));
  }

  private static AccessSection access(Section section, HostPort listen) throws ConfigException {
    return new AccessSection(
        AddressReader.connect(section, listen),
        AddressReader.proxy(section, listen),
        section.flag("use_unix_socket").orElse(false),
        section.flag("use_unix_socket_repl").orElse(false),
        section.text("krbsrvname").filter(text -> !text.isBlank()));
  }

  private static void useSlots(Section section, List<String> warnings) throws ConfigException {
    if (section.flag("use_slots").isPresent()) {
      warnings.add(
          section.path("use_slots")
              + ": is not read from this file; set it in the cluster's dynamic configuration");
    }
  }

  private static Optional<Path> path(Section section, String key) throws ConfigException {
    return section.text(key).filter(text -> !text.isBlank()).map(Path::of);
  }
}
