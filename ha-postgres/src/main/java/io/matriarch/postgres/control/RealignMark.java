package io.matriarch.postgres.control;

import io.matriarch.core.resource.ResourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Says, beside the data directory, that realigning it began and did not succeed. A copy in that
 * state may be damaged, and the process that knew may be gone; inside of the directory the mark
 * would be removed by {@code pg_rewind} itself.
 */
public final class RealignMark {
  private final Path file;

  public RealignMark(Path dataDir) {
    file = dataDir.resolveSibling(dataDir.getFileName() + ".realigning");
  }

  public boolean stands() {
    return Files.exists(file);
  }

  /** The problem in one line, for whoever wants to use the copy. */
  public String complaint() {
    return file + " says that a rewind of this copy did not end: it must be copied afresh";
  }

  public void set() throws ResourceException {
    try {
      Files.writeString(file, "pg_rewind began here; removed when it has ended well\n");
    } catch (IOException e) {
      throw new ResourceException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  public void remove() throws ResourceException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new ResourceException("cannot remove " + file + ": " + e.getMessage(), e);
    }
  }
}
