package io.matriarch.postgres;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.BootstrappableResource;
import io.matriarch.core.resource.ConfigurableResource;
import io.matriarch.core.resource.Divergence;
import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.Follower;
import io.matriarch.core.resource.Registration;
import io.matriarch.core.resource.ReplicatedResource;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.ResourceListener;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import io.matriarch.core.resource.StartRequest;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.postgres.live.LiveConfiguration;
import io.matriarch.postgres.parameters.ClusterConfigCheck;
import io.matriarch.postgres.parameters.LocalNotes;
import io.matriarch.postgres.process.ExitWatch;
import io.matriarch.postgres.slots.MemberSlots;
import io.matriarch.postgres.tasks.Aftermath;
import io.matriarch.postgres.tasks.BootstrapTask;
import io.matriarch.postgres.tasks.Checkpoints;
import io.matriarch.postgres.tasks.FollowTask;
import io.matriarch.postgres.tasks.Instance;
import io.matriarch.postgres.tasks.PromoteTask;
import io.matriarch.postgres.tasks.RealignTask;
import io.matriarch.postgres.tasks.RebuildTask;
import io.matriarch.postgres.tasks.RestartTask;
import io.matriarch.postgres.tasks.StartTask;
import io.matriarch.postgres.tasks.StopTask;
import io.matriarch.postgres.timeline.Comparison;
import io.matriarch.postgres.timeline.LocalTimeline;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A local PostgreSQL server, 13 or newer, as a managed resource. Creating one touches nothing; a
 * server that runs already is adopted as it is. Threads as the interfaces say.
 */
public final class PostgresResource
    implements ReplicatedResource, BootstrappableResource, ConfigurableResource {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresResource.class);

  private final List<ResourceListener> listeners = new CopyOnWriteArrayList<>();
  private final Instance instance;
  private final Aftermath aftermath;
  private final Checkpoints checkpoints;
  private final ExitWatch exitWatch;
  private final PostgresReporter reporter;
  private final Comparison comparison;
  private final MemberSlots slots;
  private final StopTask stop;
  private final PromoteTask promote;
  private final StartTask start;
  private final LiveConfiguration live;

  /**
   * Takes the server as it is; nothing is started or stopped yet.
   *
   * @param config the local part of the configuration
   * @param ticker the node's clock
   */
  public PostgresResource(PostgresConfig config, Ticker ticker) {
    instance = Instance.of(config, ticker, this::hint);
    LocalNotes.of(config).forEach(LOG::warn);
    checkpoints = new Checkpoints(instance);
    exitWatch = new ExitWatch(instance.connections(), ticker, this::hint);
    LocalTimeline timeline = new LocalTimeline(instance.connections());
    slots = new MemberSlots(instance);
    aftermath = new Aftermath(instance);
    reporter = new PostgresReporter(instance, aftermath, checkpoints, timeline, exitWatch, slots);
    comparison = new Comparison(instance, timeline);
    stop = new StopTask(instance, checkpoints);
    promote = new PromoteTask(instance, checkpoints);
    start = new StartTask(instance, aftermath, promote);
    live = new LiveConfiguration(instance);
  }

  @Override
  public ResourceReport observe(Call call) {
    ResourceReport report = reporter.look(call);
    if (report.running() == RunPhase.RUNNING) {
      instance.callbacks().seen(report.role());
    }
    return report;
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
  public void restart(StartRequest request, TaskContext task)
      throws ResourceException, TaskCancelled {
    interruptible(() -> new RestartTask(instance, stop, start).run(request, task));
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
    interruptible(() -> new RealignTask(instance, aftermath, stop, comparison).run(request, task));
  }

  @Override
  public void rebuild(FollowRequest request, TaskContext task)
      throws ResourceException, TaskCancelled {
    interruptible(() -> new RebuildTask(instance, aftermath, stop).run(request, task));
  }

  @Override
  public void bootstrap(Permit permit, String clusterConfig, TaskContext task)
      throws ResourceException, TaskCancelled {
    interruptible(
        () -> new BootstrapTask(instance, aftermath, start, stop).run(permit, clusterConfig, task));
  }

  @Override
  public Divergence compare(ReplicationSource source, Call call) {
    Divergence found =
        instance.workMark().forbidsUse() ? Divergence.DIVERGED : comparison.with(source, call);
    instance.memory().rewindUndecided();
    if (found != Divergence.UNKNOWN) {
      instance.memory().diverged(found == Divergence.DIVERGED);
    }
    return found;
  }

  @Override
  public void retainFor(Set<Follower> followers, Call call) throws ResourceException {
    slots.keepFor(followers, call);
  }

  @Override
  public List<String> check(String clusterConfig) {
    return ClusterConfigCheck.problems(clusterConfig);
  }

  @Override
  public void configure(String clusterConfig, boolean always, Call call) throws ResourceException {
    try {
      live.configure(clusterConfig, always, call);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ResourceException("interrupted while the configuration was applied", e);
    }
  }

  /**
   * Replaces the local part of the configuration. Any thread; returns at once; the server gets it
   * with the next {@link #configure} or start. What cannot be replaced while the agent runs is
   * logged and stays as it is.
   *
   * @param fresh the local part of the configuration, complete
   * @throws IllegalArgumentException it names another member, cluster or data directory; nothing is
   *     replaced
   */
  public void reconfigure(PostgresConfig fresh) {
    List<String> known = LocalNotes.of(instance.config());
    instance.local().replace(fresh).forEach(LOG::warn);
    LocalNotes.of(fresh).stream().filter(line -> !known.contains(line)).forEach(LOG::warn);
    instance.configure(instance.memory().clusterConfig());
  }

  @Override
  public void fence() {
    boolean ran = instance.postmaster().alive() && !instance.memory().isFilling();
    Role role = instance.kind();
    instance.postmaster().fence();
    if (ran) {
      instance.callbacks().stopped(role);
    }
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
    instance.callbacks().close();
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
