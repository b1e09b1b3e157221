package io.matriarch.testkit.sim.task;

import io.matriarch.core.internal.event.TaskEvent;
import io.matriarch.core.internal.event.TaskEvent.Outcome;
import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.model.Permit;
import io.matriarch.core.resource.TaskStage;
import io.matriarch.testkit.sim.postgres.Pace;
import io.matriarch.testkit.sim.postgres.SimPostgres;
import java.time.Duration;
import java.util.Optional;

/** One running task. Ends exactly once, and does nothing more after that. */
public abstract class SimTask {
  protected final Workbench bench;
  protected final SimPostgres server;
  protected final Pace pace;
  private final long id;
  private final long fences;
  private Optional<String> cancelled = Optional.empty();
  private boolean over;

  SimTask(long id, Workbench bench) {
    this.id = id;
    this.bench = bench;
    this.server = bench.server();
    this.pace = server.pace();
    this.fences = server.fences();
  }

  /** The task for a specification. */
  public static SimTask of(long id, TaskSpec spec, Workbench bench) {
    if (spec instanceof TaskSpec.Start start) {
      return new StartTask(id, bench, start.request());
    } else if (spec instanceof TaskSpec.Stop stop) {
      return new StopTask(id, bench, stop.mode());
    } else if (spec instanceof TaskSpec.Restart restart) {
      return new RestartTask(id, bench, restart.request());
    } else if (spec instanceof TaskSpec.Promote promote) {
      return new PromoteTask(id, bench, promote.permit());
    } else if (spec instanceof TaskSpec.Follow follow) {
      return new FollowTask(id, bench, follow.request().source());
    } else if (spec instanceof TaskSpec.Realign realign) {
      return new RealignTask(id, bench, realign.request().source());
    } else if (spec instanceof TaskSpec.Rebuild rebuild) {
      return new RebuildTask(id, bench, rebuild.request().source());
    } else if (spec instanceof TaskSpec.Bootstrap bootstrap) {
      return new BootstrapTask(id, bench, bootstrap.permit());
    }
    throw new IllegalArgumentException("no such task: " + spec);
  }

  public abstract void begin();

  public long id() {
    return id;
  }

  /** Seen at once by whoever asks; whoever waits is interrupted a moment later. */
  public void cancel(String reason) {
    if (!over && cancelled.isEmpty()) {
      cancelled = Optional.of(reason);
      later(pace.deafness(), this::interrupted);
    }
  }

  /** The task was cancelled while it waited. */
  protected void interrupted() {
    endCancelled();
  }

  protected final void later(Duration delay, Runnable action) {
    bench
        .thread()
        .run(
            delay,
            () -> {
              if (!over) {
                action.run();
              }
            });
  }

  /** Something outside of the task happened; the task's thread takes it up. */
  protected final void soon(Runnable action) {
    later(Duration.ZERO, action);
  }

  /** False if it must not go on; it has ended then. */
  protected final boolean passPointOfNoReturn(Permit permit) {
    if (cancelled.isPresent()) {
      endCancelled();
    } else if (!bench.renewed().apply(permit).validAt(bench.clock().now())) {
      end(new Outcome.Cancelled("the permit has expired"));
    } else {
      bench.becomingPrimary().run();
      stage(
          new TaskStage(TaskStage.Kind.POINT_OF_NO_RETURN, "point of no return", Optional.empty()));
    }
    return !over;
  }

  /** A fence holds until the next start: what began before it must not go on. */
  protected final boolean fencedMeanwhile() {
    return server.fences() != fences;
  }

  protected final void stage(TaskStage stage) {
    bench.events().accept(new TaskEvent.Progressed(id, stage));
  }

  protected final void done() {
    end(new Outcome.Done());
  }

  protected final void failed(String message) {
    failed(message, false);
  }

  /** Somebody who may do so forbade it. */
  protected final void refused(String message) {
    end(new Outcome.Refused(message));
  }

  /**
   * @param fatal repeating it cannot help
   */
  protected final void failed(String message, boolean fatal) {
    end(
        cancelled
            .<Outcome>map(Outcome.Cancelled::new)
            .orElseGet(() -> new Outcome.Failed(message, fatal)));
  }

  protected final void endCancelled() {
    end(new Outcome.Cancelled(cancelled.orElse("")));
  }

  private void end(Outcome outcome) {
    if (!over) {
      over = true;
      bench.events().accept(new TaskEvent.Finished(id, outcome));
    }
  }
}
