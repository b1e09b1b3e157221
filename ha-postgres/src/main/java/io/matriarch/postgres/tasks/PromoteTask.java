package io.matriarch.postgres.tasks;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.Role;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import io.matriarch.postgres.parameters.RestoreCommand;
import io.matriarch.postgres.parameters.ServerRole;
import io.matriarch.postgres.process.Poll;
import io.matriarch.postgres.process.RestoreCommands;
import io.matriarch.postgres.process.Signals.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a running replica writable. Works without a connection, too. */
public final class PromoteTask {
  private static final Logger LOG = LoggerFactory.getLogger(PromoteTask.class);
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
    boolean replica = instance.data().hasStandbySignal();
    promote(permit, task);
    if (replica) {
      instance.callbacks().changed(Role.PRIMARY);
    }
  }

  /** The same, of which nobody is told. */
  void promote(Permit permit, TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    if (!instance.postmaster().alive()) {
      throw new ResourceException("cannot promote: PostgreSQL does not run");
    }
    Path givenUp = instance.data().path().resolve(RestoreCommand.GIVEN_UP);
    try {
      Files.deleteIfExists(givenUp);
      PromotionRequest request = new PromotionRequest(instance);
      if (instance.data().hasStandbySignal()) {
        instance.asking().beforePromotion(task);
        task.passPointOfNoReturn(permit);
        request.send();
      }
      awaitWritable(request, givenUp, task);
    } catch (IOException e) {
      throw new ResourceException("cannot promote: " + e.getMessage(), e);
    } finally {
      deleteQuietly(givenUp);
    }
    checkpoints.inBackground();
    takeRole(task);
  }

  /** What is configured for a primary only counts from here on; it is writable whatever happens. */
  private void takeRole(TaskContext task) throws InterruptedException {
    try {
      boolean changed =
          instance
              .files()
              .rewrite(
                  instance.memory().settings(),
                  ServerRole.PRIMARY,
                  instance.memory().clusterConfig(),
                  instance.programs().major(task.deadline()),
                  false);
      if (changed) {
        instance.postmaster().signal(Signal.HUP);
      }
    } catch (ResourceException e) {
      LOG.warn("promoted, but its configuration is still a replica's: {}", e.getMessage());
    }
  }

  private void awaitWritable(PromotionRequest request, Path givenUp, TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    MonoTime limit = instance.limit(task);
    ControlWatch control = new ControlWatch(instance);
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
              request.keepAwake();
              return control.look(false).isInProduction();
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
