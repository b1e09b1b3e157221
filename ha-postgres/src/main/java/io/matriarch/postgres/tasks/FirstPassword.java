package io.matriarch.postgres.tasks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file in which {@code initdb} finds the superuser's password, beside the file of passwords
 * that the node keeps anyway: under a name that is known, whoever comes after a killed agent can
 * remove it.
 */
final class FirstPassword {
  private final Instance instance;
  private final Path file;

  FirstPassword(Instance instance) {
    Path kept = instance.config().passFile();
    this.instance = instance;
    this.file = kept.resolveSibling(kept.getFileName() + ".initdb");
  }

  /** Empty if there is no password. */
  Optional<Path> write() throws IOException {
    Optional<String> password = instance.config().superuser().password();
    if (password.isEmpty()) {
      return Optional.empty();
    }
    instance.data().write(file, password.get() + "\n");
    return Optional.of(file);
  }

  void remove() throws IOException {
    Files.deleteIfExists(file);
  }
}
