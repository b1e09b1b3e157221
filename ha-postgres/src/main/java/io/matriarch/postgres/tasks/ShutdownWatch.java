package io.matriarch.postgres.tasks;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import io.matriarch.postgres.control.ControlFile;
import io.matriarch.postgres.process.WalSenders;
import java.time.Duration;
import java.util.Optional;

/**
 * Notices that the shutdown checkpoint is written, although the postmaster may wait much longer for
 * its archiver. Whoever leads next should have the checkpoint's record, too: it changes nothing,
 * but without it this copy has more than the next primary and must be rewound. So the report waits
 * for the replicas' confirmation, though not for long.
 */
final class ShutdownWatch {
  private static final Duration CONFIRMED_WITHIN = Duration.ofMillis(300);

  private final Instance instance;
  private final TaskContext task;
  private final ControlWatch control;
  private final WalSenders senders;
  private MonoTime finalSince = MonoTime.MAX;
  private Optional<ControlFile> unreported = Optional.empty();
  private boolean done;

  /** To be created when the server has been told to stop. */
  ShutdownWatch(Instance instance, TaskContext task) {
    this.instance = instance;
    this.task = task;
    this.control = new ControlWatch(instance);
    this.senders = WalSenders.of(instance.postmaster().pid());
  }

  /**
   * Reports the final position once.
   *
   * @param ended the server has ended, so this is the last look
   */
  void look(boolean ended) throws ResourceException, InterruptedException {
    MonoTime now = instance.ticker().now();
    if (!done) {
      ControlFile found = control.look(ended);
      if (found.isShutDown()) {
        done = true;
        finalSince = now;
        unreported = Optional.of(found).filter(ControlFile::isShutDownAsPrimary);
      }
    }
    boolean patient = !ended && !now.hasReached(finalSince.plus(CONFIRMED_WITHIN));
    if (unreported.isPresent() && !(patient && !senders.gone())) {
      task.stage(TaskStage.shutdownCheckpoint(unreported.get().shutdownPosition()));
      unreported = Optional.empty();
    }
  }

  boolean isFinal() {
    return done;
  }

  /** True if the server has had its time for archiving after everything was saved. */
  boolean isOverdue() {
    Duration patience = instance.memory().settings().pgCtlTimeout();
    return done && instance.ticker().now().hasReached(finalSince.plus(patience));
  }
}
