package io.matriarch.postgres.parameters;

import io.matriarch.postgres.Credentials;
import io.matriarch.postgres.PostgresConfig;
import io.matriarch.postgres.control.DataDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A libpq service file with the passwords of private keys: beside a connection string itself it is
 * the only place from which libpq takes them, and a connection string ends up in process lists and
 * in the server's log.
 */
public final class ServiceFile {
  static final String REPLICATION = "matriarch_replication";
  static final String REWIND = "matriarch_rewind";
  static final String SUPERUSER = "matriarch_superuser";

  private static final String VARIABLE = "PGSERVICEFILE";

  private ServiceFile() {}

  static Path path(PostgresConfig config) {
    return config.passFile().resolveSibling(config.passFile().getFileName() + ".service");
  }

  /** True if there is a secret for it. */
  static boolean isNeeded(PostgresConfig config) {
    return secret(config.replication()) || secret(config.rewind()) || secret(config.superuser());
  }

  private static boolean secret(Credentials role) {
    return role.connection().containsKey("sslpassword");
  }

  /** What a program, or the server, must be started with; empty if there is no secret. */
  public static Map<String, String> environment(PostgresConfig config) {
    return isNeeded(config) ? Map.of(VARIABLE, path(config).toString()) : Map.of();
  }

  static void write(PostgresConfig config, DataDirectory data) throws IOException {
    if (isNeeded(config)) {
      data.write(
          path(config),
          section(REPLICATION, config.replication())
              + section(REWIND, config.rewind())
              + section(SUPERUSER, config.superuser()));
    }
  }

  private static String section(String name, Credentials role) {
    return secret(role)
        ? "[" + name + "]\nsslpassword=" + role.connection().get("sslpassword") + "\n"
        : "";
  }
}
