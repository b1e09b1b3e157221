package io.matriarch.postgres.tasks;

import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import io.matriarch.postgres.control.WorkMark.Work;
import io.matriarch.postgres.process.CommandResult;
import io.matriarch.postgres.process.Movement;
import io.matriarch.postgres.process.Movement.Sign;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets a server without clients recover and shut down, since {@code pg_rewind} wants a clean
 * shutdown. May be cut off and begun again at any point.
 */
final class CrashRecovery {
  private final Instance instance;

  CrashRecovery(Instance instance) {
    this.instance = instance;
  }

  /**
   * @return false if the server cannot recover, and another try would not help
   */
  boolean run(TaskContext task) throws ResourceException, InterruptedException {
    task.stage(TaskStage.progress("crash recovery in single-user mode"));
    boolean replica = instance.data().hasStandbySignal();
    if (replica) {
      instance.workMark().set(Work.RECOVERING);
    }
    try {
      instance.data().removeStandbySignal();
      CommandResult result = recover(task);
      if (!result.succeeded() && Room.ranOut(result)) {
        throw new ResourceException("crash recovery failed: " + result.complaint());
      }
      return result.succeeded();
    } catch (IOException e) {
      throw new ResourceException("cannot remove standby.signal: " + e.getMessage(), e);
    } finally {
      if (replica) {
        putSignalBack();
      }
    }
  }

  private void putSignalBack() throws ResourceException {
    try {
      instance.data().createStandbySignal();
    } catch (IOException e) {
      throw new ResourceException("cannot write standby.signal: " + e.getMessage(), e);
    }
    instance.workMark().remove();
  }

  private CommandResult recover(TaskContext task) throws ResourceException, InterruptedException {
    Map<String, String> environment = new HashMap<>(instance.workers().environment());
    environment.put("LC_ALL", "C");
    // An archive command that always fails keeps what is not archived, and what pg_rewind needs.
    return instance
        .runner()
        .run(
            List.of(
                instance.programs().path("postgres"),
                "--single",
                "-D",
                instance.data().path().toString(),
                "--config-file=" + instance.files().paths().main(),
                "-c",
                "archive_mode=on",
                "-c",
                "archive_command=false",
                "template1"),
            environment,
            new Movement(Sign.WORK, instance.config().copying().patience(), instance.ticker()),
            line -> {},
            task.deadline());
  }
}
