package io.matriarch.postgres.tasks;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.postgres.control.ControlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks at the control file again and again. Where that takes the server's own program, the file's
 * time says when it is worth another run; a run now and then covers two changes that have the same
 * time. One thread.
 */
final class ControlWatch {
  private static final Duration LOOK_ANYWAY = Duration.ofMillis(150);
  private static final Duration READ_LIMIT = Duration.ofSeconds(5);

  private final Instance instance;
  private final Path file;
  private Optional<ControlFile> latest = Optional.empty();
  private FileTime lastChange = FileTime.fromMillis(0);
  private MonoTime lastRead = MonoTime.MIN;

  ControlWatch(Instance instance) {
    this.instance = instance;
    this.file = instance.data().path().resolve("global/pg_control");
  }

  /**
   * @param last nothing writes the file any more, so that what it says now is final
   */
  ControlFile look(boolean last) throws ResourceException, InterruptedException {
    Optional<ControlFile> now = instance.control().glance();
    if (now.isEmpty() && (latest.isEmpty() || last || isReadDue())) {
      lastChange = changed();
      now = Optional.of(instance.control().read(instance.in(READ_LIMIT)));
      lastRead = instance.ticker().now();
    }
    latest = now.or(() -> latest);
    return latest.orElseThrow();
  }

  private boolean isReadDue() {
    return !changed().equals(lastChange)
        || instance.ticker().now().hasReached(lastRead.plus(LOOK_ANYWAY));
  }

  private FileTime changed() {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException notThere) {
      return FileTime.fromMillis(0);
    }
  }
}
