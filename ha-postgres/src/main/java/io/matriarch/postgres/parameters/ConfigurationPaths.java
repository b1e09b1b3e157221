package io.matriarch.postgres.parameters;

import io.matriarch.postgres.PostgresConfig;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the server's configuration files are.
 *
 * @param main what the server reads
 * @param base what was there before; included by {@link #main}
 * @param hba who may connect
 * @param ident who may connect as whom
 */
public record ConfigurationPaths(Path main, Path base, Path hba, Path ident) {

  public static ConfigurationPaths of(PostgresConfig config) {
    Path dir = config.configDir();
    String name = config.files().baseName();
    return new ConfigurationPaths(
        dir.resolve(name + ".conf"),
        dir.resolve(name + ".base.conf"),
        dir.resolve("pg_hba.conf"),
        dir.resolve("pg_ident.conf"));
  }

  List<Path> all() {
    return List.of(main, base, hba, ident);
  }
}
