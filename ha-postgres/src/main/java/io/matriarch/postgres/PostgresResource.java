package io.matriarch.postgres;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.BootstrappableResource;
import io.matriarch.core.resource.Divergence;
import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.Follower;
import io.matriarch.core.resource.Registration;
import io.matriarch.core.resource.ReplicatedResource;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.ResourceListener;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.StartRequest;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.postgres.process.ExitWatch;
import io.matriarch.postgres.slots.MemberSlots;
import io.matriarch.postgres.tasks.BootstrapTask;
import io.matriarch.postgres.tasks.Checkpoints;
import io.matriarch.postgres.tasks.FollowTask;
import io.matriarch.postgres.tasks.Instance;
import io.matriarch.postgres.tasks.PromoteTask;
import io.matriarch.postgres.tasks.RealignTask;
import io.matriarch.postgres.tasks.RebuildTask;
import io.matriarch.postgres.tasks.StartTask;
import io.matriarch.postgres.tasks.StopTask;
import io.matriarch.postgres.timeline.Comparison;
import io.matriarch.postgres.timeline.LocalTimeline;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A local PostgreSQL server, 13 or newer, as a managed resource. Creating one touches nothing; a
 * server that runs already is adopted as it is. Threads as the interfaces say.
 */
public final class PostgresResource implements ReplicatedResource, BootstrappableResource {
  private final List<ResourceListener> listeners = new CopyOnWriteArrayList<>();
  private final Instance instance;
  private final Checkpoints checkpoints;
  private final ExitWatch exitWatch;
  private final PostgresReporter reporter;
  private final Comparison comparison;
  private final MemberSlots slots;
  private final StopTask stop;
  private final PromoteTask promote;
  private final StartTask start;

  public PostgresResource(PostgresConfig config, Ticker ticker) {
    instance = Instance.of(config, ticker, this::hint);
    checkpoints = new Checkpoints(instance);
    exitWatch = new ExitWatch(instance.connections(), ticker, this::hint);
    LocalTimeline timeline = new LocalTimeline(config, instance.connections());
    slots = new MemberSlots(instance);
    reporter = new PostgresReporter(instance, checkpoints, timeline, exitWatch, slots);
    comparison = new Comparison(instance, timeline);
    stop = new StopTask(instance, checkpoints);
    promote = new PromoteTask(instance, checkpoints);
    start = new StartTask(instance, promote);
  }

  @Override
  public ResourceReport observe(Call call) {
    return reporter.look(call);
  }

  @Override
  public void start(StartRequest request, TaskContext task)
      throws ResourceException, TaskCancelled {
    interruptible(() -> start.run(request, task));
  }

  @Override
  public void stop(StopMode mode, TaskContext task) throws ResourceException, TaskCancelled {
    interruptible(() -> stop.run(mode, task));
  }

  @Override
  public void promote(Permit permit, TaskContext task) throws ResourceException, TaskCancelled {
    interruptible(() -> promote.run(permit, task));
  }

  @Override
  public void follow(FollowRequest request, TaskContext task)
      throws ResourceException, TaskCancelled {
    interruptible(() -> new FollowTask(instance).run(request, task));
  }

  @Override
  public void realign(FollowRequest request, TaskContext task)
      throws ResourceException, TaskCancelled {
    interruptible(() -> new RealignTask(instance, stop, comparison).run(request, task));
  }

  @Override
  public void rebuild(FollowRequest request, TaskContext task)
      throws ResourceException, TaskCancelled {
    interruptible(() -> new RebuildTask(instance, stop).run(request, task));
  }

  @Override
  public void bootstrap(Permit permit, String clusterConfig, TaskContext task)
      throws ResourceException, TaskCancelled {
    interruptible(() -> new BootstrapTask(instance, start).run(permit, clusterConfig, task));
  }

  @Override
  public Divergence compare(ReplicationSource source, Call call) {
    return instance.realignMark().stands() ? Divergence.DIVERGED : comparison.with(source, call);
  }

  @Override
  public void retainFor(Set<Follower> followers, Call call) throws ResourceException {
    slots.keepFor(followers, call);
  }

  @Override
  public void fence() {
    instance.postmaster().fence();
  }

  @Override
  public Registration listen(ResourceListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public void close() {
    exitWatch.close();
    checkpoints.close();
    instance.admin().close();
  }

  private void hint() {
    listeners.forEach(ResourceListener::changed);
  }

  private interface Task {
    void run() throws ResourceException, TaskCancelled, InterruptedException;
  }

  private void interruptible(Task task) throws ResourceException, TaskCancelled {
    try {
      task.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaskCancelled("interrupted");
    } finally {
      hint();
    }
  }
}
