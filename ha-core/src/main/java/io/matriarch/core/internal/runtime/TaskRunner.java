package io.matriarch.core.internal.runtime;

import io.matriarch.core.internal.effect.TaskEffect;
import io.matriarch.core.internal.event.TaskEvent;
import io.matriarch.core.internal.event.TaskEvent.Outcome;
import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.BootstrappableResource;
import io.matriarch.core.resource.ManagedResource;
import io.matriarch.core.resource.PromotionRefused;
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

  private final ManagedResource resource;
  private final EventQueue queue;
  private final Ticker ticker;
  private final PermitBoard permits;
  private final Staff staff;
  private volatile Running current;

  TaskRunner(
      ManagedResource resource, EventQueue queue, Ticker ticker, PermitBoard permits, Staff staff) {
    this.permits = permits;
    this.resource = resource;
    this.queue = queue;
    this.ticker = ticker;
    this.staff = staff;
  }

  void start(TaskEffect.Start effect) {
    Running running = new Running(effect.id(), effect.deadline());
    current = running;
    try {
      running.thread = staff.thread("task", () -> run(effect, running));
      running.thread.start();
    } catch (RuntimeException | Error noThread) {
      LOG.error("task {} could not be begun: {}", effect.spec().label(), noThread.toString());
      queue.completion(
          new TaskEvent.Finished(effect.id(), new Outcome.Failed(noThread.toString(), false)));
    }
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
    } catch (PromotionRefused e) {
      outcome = new Outcome.Refused(e.getMessage());
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
    } else if (spec instanceof TaskSpec.Restart restart) {
      resource.restart(restart.request(), task);
    } else if (spec instanceof TaskSpec.Promote promote) {
      resource.promote(promote.permit(), task);
    } else if (spec instanceof TaskSpec.Follow follow) {
      replicated().follow(follow.request(), task);
    } else if (spec instanceof TaskSpec.Realign realign) {
      replicated().realign(realign.request(), task);
    } else if (spec instanceof TaskSpec.Rebuild rebuild) {
      replicated().rebuild(rebuild.request(), task);
    } else if (spec instanceof TaskSpec.Bootstrap bootstrap) {
      if (!(resource instanceof BootstrappableResource creatable)) {
        throw new ResourceException("this resource cannot be created from nothing", null, true);
      }
      creatable.bootstrap(bootstrap.permit(), bootstrap.clusterConfig(), task);
    }
  }

  /** Whatever asks for it is decided only where there are copies. */
  private ReplicatedResource replicated() {
    return (ReplicatedResource) resource;
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
      Thread working = thread;
      if (working != null) { // There was none to be had; its end is on its way already.
        working.interrupt();
      }
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
      Permit now =
          permits
              .renewed(permit)
              .orElseThrow(() -> new TaskCancelled("the lease behind the permit is lost"));
      if (!now.validAt(ticker.now())) {
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
