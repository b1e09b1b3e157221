package io.matriarch.postgres.parameters;

import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.postgres.Credentials;
import io.matriarch.postgres.PostgresConfig;
import io.matriarch.postgres.control.DataDirectory;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Writes the files from which the server and its programs take passwords, those of roles and those
 * of private keys; mode 0600.
 */
public final class PassFile {
  private final Supplier<PostgresConfig> local;
  private final DataDirectory data;

  public PassFile(Supplier<PostgresConfig> local, DataDirectory data) {
    this.local = local;
    this.data = data;
  }

  /** Holds what is needed to connect to this source, and nothing else. */
  public void write(ReplicationSource source) throws ResourceException {
    PostgresConfig config = local.get();
    try {
      data.write(config.passFile(), content(source));
      ServiceFile.write(config, data);
    } catch (IOException e) {
      throw new ResourceException(
          "cannot write the password file " + config.passFile() + ": " + e.getMessage(), e);
    }
  }

  String content(ReplicationSource source) {
    PostgresConfig config = local.get();
    Set<String> lines = new LinkedHashSet<>();
    for (Credentials role : List.of(config.replication(), config.rewind(), config.superuser())) {
      role.password()
          .ifPresent(
              password ->
                  lines.add(
                      String.join(
                          ":",
                          escaped(source.host()),
                          Integer.toString(source.port()),
                          "*",
                          escaped(role.user()),
                          escaped(password))));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace(":", "\\:");
  }
}
