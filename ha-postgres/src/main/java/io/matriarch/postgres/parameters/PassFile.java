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

/** Writes the password file from which the server and its programs take passwords; mode 0600. */
public final class PassFile {
  private final PostgresConfig config;
  private final DataDirectory data;

  public PassFile(PostgresConfig config, DataDirectory data) {
    this.config = config;
    this.data = data;
  }

  /** Holds what is needed to connect to this source, and nothing else. */
  public void write(ReplicationSource source) throws ResourceException {
    try {
      data.write(config.passFile(), content(source));
    } catch (IOException e) {
      throw new ResourceException(
          "cannot write the password file " + config.passFile() + ": " + e.getMessage(), e);
    }
  }

  String content(ReplicationSource source) {
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
