package io.matriarch.postgres.tasks;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import io.matriarch.postgres.control.ControlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;

/**
 * Notices that the shutdown checkpoint is written, although the postmaster may wait much longer for
 * its archiver. The file's time says when to look; a look now and then covers two changes that have
 * the same time.
 */
final class ShutdownWatch {
  private static final Duration LOOK_ANYWAY = Duration.ofMillis(150);
  private static final Duration READ_LIMIT = Duration.ofSeconds(5);

  private final Instance instance;
  private final TaskContext task;
  private final Path file;
  private FileTime lastChange;
  private MonoTime lastLook;
  private MonoTime finalSince = MonoTime.MAX;
  private boolean done;

  ShutdownWatch(Instance instance, TaskContext task) {
    this.instance = instance;
    this.task = task;
    this.file = instance.data().path().resolve("global/pg_control");
    this.lastChange = changed();
    this.lastLook = instance.ticker().now();
  }

  /**
   * Looks if it is worth it, and reports the final position once.
   *
   * @param ended the server has ended, so this is the last look
   */
  void look(boolean ended) throws ResourceException, InterruptedException {
    FileTime change = changed();
    boolean lookDue = instance.ticker().now().hasReached(lastLook.plus(LOOK_ANYWAY));
    if (done || !(ended || lookDue || !change.equals(lastChange))) {
      return;
    }
    lastChange = change;
    ControlFile control = instance.control().read(instance.in(READ_LIMIT));
    lastLook = instance.ticker().now();
    if (control.isShutDown()) {
      done = true;
      finalSince = lastLook;
      if (control.isShutDownAsPrimary()) {
        task.stage(TaskStage.shutdownCheckpoint(control.shutdownPosition()));
      }
    }
  }

  boolean isFinal() {
    return done;
  }

  /** True if the server has had its time for archiving after everything was saved. */
  boolean isOverdue() {
    return done
        && instance.ticker().now().hasReached(finalSince.plus(instance.config().pgCtlTimeout()));
  }

  private FileTime changed() {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException notThere) {
      return FileTime.fromMillis(0);
    }
  }
}
