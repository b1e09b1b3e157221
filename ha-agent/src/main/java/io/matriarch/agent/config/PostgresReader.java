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
    configDir(section, dataDir);
    useSlots(section, warnings);
    OptionalLong startTimeout = section.integer("pg_ctl_timeout", "s");
    Section users =
        section.section("authentication", "give superuser and replication a username each");
    return new PostgresSection(
        listen.host(),
        listen.port(),
        AddressReader.connect(section, listen),
        dataDir.normalize(),
        path(section, "bin_dir"),
        section.text("database").orElse("postgres"),
        path(section, "pgpass"),
        user(users, "superuser"),
        user(users, "replication"),
        users.has("rewind") ? Optional.of(user(users, "rewind")) : Optional.empty(),
        section.settings("parameters"),
        section.lines("pg_hba"),
        section.flag("use_pg_rewind"),
        startTimeout.isPresent()
            ? Optional.of(Duration.ofSeconds(startTimeout.getAsLong()))
            : Optional.empty(),
        section.settings("recovery_conf"));
  }

  private static void configDir(Section section, Path dataDir) throws ConfigException {
    Optional<Path> configDir = path(section, "config_dir");
    if (configDir.isPresent()
        && !configDir.get().toAbsolutePath().normalize().equals(dataDir.normalize())) {
      throw section.wrong(
          "config_dir",
          "differs from data_dir, which this version does not support",
          "keep the configuration in the data directory and remove the key");
    }
  }

  private static void useSlots(Section section, List<String> warnings) throws ConfigException {
    if (section.flag("use_slots").isPresent()) {
      warnings.add(
          section.path("use_slots")
              + ": is not read from this file; set it in the cluster's dynamic configuration");
    }
  }

  private static Credentials user(Section users, String role) throws ConfigException {
    Section section = users.section(role, "add it with a username");
    return new Credentials(
        section.text("username", "name the database user"), section.text("password"));
  }

  private static Optional<Path> path(Section section, String key) throws ConfigException {
    return section.text(key).filter(text -> !text.isBlank()).map(Path::of);
  }
}
