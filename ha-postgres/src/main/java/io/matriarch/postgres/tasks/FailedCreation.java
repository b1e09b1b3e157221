package io.matriarch.postgres.tasks;

import io.matriarch.core.resource.ResourceException;
import io.matriarch.postgres.control.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A new cluster that did not come about gets another name, {@code <directory>.failed-…}, and is
 * kept: nobody has used it, but whoever looks for the reason may want to see it.
 */
final class FailedCreation {
  private FailedCreation() {}

  /**
   * Ends its server first.
   *
   * @return the new name; empty if nothing had been made
   */
  static Optional<Path> putAside(Instance instance) throws IOException, ResourceException {
    instance.postmaster().fence();
    Path directory = instance.data().path();
    Optional<Path> kept = Optional.empty();
    if (Files.exists(directory)) {
      kept = Optional.of(Directories.beside(directory, "failed", instance.ticker()));
      Disk.move(directory, kept.get());
    }
    instance.workMark().remove();
    return kept;
  }
}
