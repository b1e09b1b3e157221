package io.matriarch.postgres.tasks;

import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import io.matriarch.postgres.control.WorkMark.Work;
import io.matriarch.postgres.parameters.ConnInfo;
import io.matriarch.postgres.parameters.EffectiveSettings;
import io.matriarch.postgres.process.CommandResult;
import io.matriarch.postgres.process.Movement;
import io.matriarch.postgres.process.Movement.Sign;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One run of {@code pg_rewind}. It reads first and writes then; where it was cut off while it
 * wrote, neither it nor anybody else can use the data any more. The mark says so from before it
 * begins.
 */
final class Rewind {
  private static final String WRITES_FROM_HERE = "need to copy";
  private static final String SPEAKS = "pg_rewind: ";

  private final Instance instance;
  private volatile boolean spoke;
  private volatile boolean wrote;

  Rewind(Instance instance) {
    this.instance = instance;
  }

  /**
   * Leaves the mark if the data were changed, whether it succeeded or not.
   *
   * @return how it ended
   * @throws ResourceException it was ended, or could not be run
   */
  CommandResult run(FollowRequest request, EffectiveSettings settings, int major, TaskContext task)
      throws ResourceException, InterruptedException {
    task.stage(TaskStage.progress("pg_rewind from " + request.source().name()));
    Map<String, String> environment = new HashMap<>(ConnInfo.environment(instance.config()));
    environment.putAll(instance.workers().environment());
    instance.workMark().set(Work.CHANGING);
    boolean succeeded = false;
    try {
      CommandResult result =
          instance
              .runner()
              .run(
                  command(request, settings, major),
                  environment,
                  new Movement(
                      Sign.WORK, instance.config().copying().patience(), instance.ticker()),
                  line -> hear(line, task),
                  task.deadline());
      succeeded = result.succeeded();
      return result;
    } finally {
      if (!succeeded && hasChangedNothing()) {
        instance.workMark().remove();
      }
    }
  }

  /** Known only of a program that was heard, and did not come to the step that writes. */
  boolean hasChangedNothing() {
    return spoke && !wrote;
  }

  private void hear(String line, TaskContext task) {
    wrote |= line.contains(WRITES_FROM_HERE);
    spoke |= line.startsWith(SPEAKS);
    if (line.contains(WRITES_FROM_HERE)) {
      task.stage(TaskStage.progress(line.replaceFirst("^" + SPEAKS, "pg_rewind: ")));
    }
  }

  private List<String> command(FollowRequest request, EffectiveSettings settings, int major) {
    List<String> command =
        new ArrayList<>(
            List.of(
                instance.programs().path("pg_rewind"),
                "-D",
                instance.data().path().toString(),
                "--progress",
                "--source-server",
                ConnInfo.rewind(instance.config(), request.source(), major)));
    if (restores(settings)) {
      restoreOptions(major).forEach(command::add);
    }
    command.addAll(RewindOptions.usable(instance.config().copying().rewind()));
    return command;
  }

  /** Whether WAL that is gone can be had from an archive. */
  static boolean restores(EffectiveSettings settings) {
    return !settings.recovery().getOrDefault("restore_command", "").isBlank();
  }

  /** Before 15 the program finds the command only in the data directory. */
  private List<String> restoreOptions(int major) {
    Path main = instance.files().paths().main();
    if (major >= 15) {
      return List.of("--restore-target-wal", "--config-file=" + main);
    }
    boolean found = main.equals(instance.data().path().resolve("postgresql.conf"));
    return found ? List.of("--restore-target-wal") : List.of();
  }
}
