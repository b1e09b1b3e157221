package io.matriarch.postgres.tasks;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Permit;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import io.matriarch.postgres.parameters.RestoreCommand;
import io.matriarch.postgres.process.Poll;
import io.matriarch.postgres.process.RestoreCommands;
import io.matriarch.postgres.process.Signals.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Makes a running replica writable. Needs no connection. */
public final class PromoteTask {
  private static final Duration PATIENCE_WITH_ARCHIVE = Duration.ofSeconds(2);
  private static final Duration LOOK_FOR_HANGING = Duration.ofMillis(250);

  private final Instance instance;
  private final Checkpoints checkpoints;
  private final RestoreCommands restoreCommands;

  public PromoteTask(Instance instance, Checkpoints checkpoints) {
    this.instance = instance;
    this.checkpoints = checkpoints;
    this.restoreCommands = new RestoreCommands(instance.ticker());
  }

  public void run(Permit permit, TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    if (!instance.postmaster().alive()) {
      throw new ResourceException("cannot promote: PostgreSQL does not run");
    }
    Path givenUp = instance.data().path().resolve(RestoreCommand.GIVEN_UP);
    try {
      Files.deleteIfExists(givenUp);
      if (instance.data().hasStandbySignal()) {
        task.passPointOfNoReturn(permit);
        instance.data().write(instance.data().path().resolve("promote"), "");
        instance.postmaster().signal(Signal.USR1);
      }
      awaitWritable(givenUp, task);
    } catch (IOException e) {
      throw new ResourceException("cannot promote: " + e.getMessage(), e);
    } finally {
      deleteQuietly(givenUp);
    }
    checkpoints.inBackground();
  }

  private void awaitWritable(Path givenUp, TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    MonoTime limit = instance.limit(task);
    HangingCommands hanging = new HangingCommands(givenUp, task);
    boolean writable =
        Poll.until(
            () -> {
              task.checkCancelled();
              if (!instance.postmaster().alive()) {
                throw new ResourceException(
                    "PostgreSQL ended while it was promoted: " + instance.postmaster().complaint());
              }
              hanging.end();
              // The file goes away shortly before the control file says so.
              return !instance.data().hasStandbySignal()
                  && instance.control().read(limit).isInProduction();
            },
            limit,
            instance.ticker());
    if (!writable) {
      throw new ResourceException("PostgreSQL is still not writable after the promotion");
    }
    task.stage(TaskStage.progress("writable"));
  }

  /** Keeps an archive that does not answer from blocking the promotion. */
  private final class HangingCommands {
    private final Path givenUp;
    private final TaskContext task;
    private MonoTime nextLook = instance.in(LOOK_FOR_HANGING);

    HangingCommands(Path givenUp, TaskContext task) {
      this.givenUp = givenUp;
      this.task = task;
    }

    void end() throws ResourceException {
      OptionalLong postmaster = instance.postmaster().pid();
      if (postmaster.isEmpty() || !instance.ticker().now().hasReached(nextLook)) {
        return;
      }
      nextLook = instance.in(LOOK_FOR_HANGING);
      List<ProcessHandle> hanging =
          restoreCommands.hanging(postmaster.getAsLong(), PATIENCE_WITH_ARCHIVE);
      if (!hanging.isEmpty()) {
        task.stage(TaskStage.progress("restore_command hangs; promoting without the archive"));
        try {
          // First the mark, so that the command counts as "not found" and is not begun again.
          instance.data().write(givenUp, "");
        } catch (IOException e) {
          throw new ResourceException("cannot end the restore_command: " + e.getMessage(), e);
        }
        hanging.forEach(ProcessHandle::destroyForcibly);
      }
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The next promotion removes it; until then only the archive is not asked.
    }
  }
}
