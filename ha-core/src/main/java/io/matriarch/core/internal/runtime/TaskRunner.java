package io.matriarch.core.internal.runtime;

import io.matriarch.core.internal.effect.TaskEffect;
import io.matriarch.core.internal.event.TaskEvent;
import io.matriarch.core.internal.event.TaskEvent.Outcome;
import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.BootstrappableResource;
import io.matriarch.core.resource.ReplicatedResource;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the one task that may touch the resource; brings exactly one end for each. */
final class TaskRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);

  private final ReplicatedResource resource;
  private final EventQueue queue;
  private final Ticker ticker;
  private volatile Running current;

  TaskRunner(ReplicatedResource resource, EventQueue queue, Ticker ticker) {
    this.resource = resource;
    this.queue = queue;
    this.ticker = ticker;
  }

  void start(TaskEffect.Start effect) {
    Running running = new Running(effect.id(), effect.deadline());
    current = running;
    running.thread = Threads.create("ha-task", () -> run(effect, running));
    running.thread.start();
  }

  void cancel(TaskEffect.Cancel effect) {
    Running running = current;
    if (running != null && running.id == effect.id()) {
      running.cancel(effect.reason());
    }
  }

  private void run(TaskEffect.Start effect, Running running) {
    Outcome outcome;
    try {
      perform(effect.spec(), running);
      outcome = new Outcome.Done();
    } catch (TaskCancelled e) {
      outcome = new Outcome.Cancelled(e.getMessage());
    } catch (ResourceException e) {
      outcome =
          running.cancelled.isPresent()
              ? new Outcome.Cancelled(running.cancelled.get())
              : new Outcome.Failed(e.getMessage(), e.fatal());
    } catch (RuntimeException | Error e) {
      LOG.error("task {} failed unexpectedly", effect.spec().label(), e);
      outcome = new Outcome.Failed(e.toString(), false);
    }
    queue.completion(new TaskEvent.Finished(effect.id(), outcome));
  }

  private void perform(TaskSpec spec, TaskContext task) throws ResourceException, TaskCancelled {
    if (spec instanceof TaskSpec.Start start) {
      resource.start(start.request(), task);
    } else if (spec instanceof TaskSpec.Stop stop) {
      resource.stop(stop.mode(), task);
    } else if (spec instanceof TaskSpec.Promote promote) {
      resource.promote(promote.permit(), task);
    } else if (spec instanceof TaskSpec.Follow follow) {
      resource.follow(follow.request(), task);
    } else if (spec instanceof TaskSpec.Realign realign) {
      resource.realign(realign.request(), task);
    } else if (spec instanceof TaskSpec.Rebuild rebuild) {
      resource.rebuild(rebuild.request(), task);
    } else if (spec instanceof TaskSpec.Bootstrap bootstrap) {
      if (!(resource instanceof BootstrappableResource creatable)) {
        throw new ResourceException("this resource cannot be created from nothing", null, true);
      }
      creatable.bootstrap(bootstrap.permit(), bootstrap.clusterConfig(), task);
    }
  }

  /** Ends what runs; its end is not waited for. */
  @Override
  public void close() {
    Running running = current;
    if (running != null) {
      running.cancel("the node ends");
    }
  }

  /** One task and its connection to the node. */
  private final class Running implements TaskContext {
    private final long id;
    private final MonoTime deadline;
    private volatile Optional<String> cancelled = Optional.empty();
    private volatile Thread thread;

    private Running(long id, MonoTime deadline) {
      this.id = id;
      this.deadline = deadline;
    }

    private void cancel(String reason) {
      cancelled = Optional.of(reason);
      thread.interrupt();
    }

    @Override
    public void stage(TaskStage stage) {
      queue.completion(new TaskEvent.Progressed(id, stage));
    }

    @Override
    public void checkCancelled() throws TaskCancelled {
      if (cancelled.isPresent()) {
        throw new TaskCancelled(cancelled.get());
      }
    }

    @Override
    public void passPointOfNoReturn(Permit permit) throws TaskCancelled {
      checkCancelled();
      if (!permit.validAt(ticker.now())) {
        throw new TaskCancelled("the permit has expired");
      }
      stage(
          new TaskStage(TaskStage.Kind.POINT_OF_NO_RETURN, "point of no return", Optional.empty()));
    }

    @Override
    public MonoTime deadline() {
      return deadline;
    }
  }
}
