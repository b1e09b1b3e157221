package io.matriarch.testkit.runtime;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.Position;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.model.Role;
import io.matriarch.core.resource.BootstrappableResource;
import io.matriarch.core.resource.Divergence;
import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.Registration;
import io.matriarch.core.resource.ReplicatedResource;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.ResourceListener;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.ResourceReport.DataState;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import io.matriarch.core.resource.ResourceReportBuilder;
import io.matriarch.core.resource.StartRequest;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A resource that keeps its state in a few fields, and can be made to hang or crash. */
final class FakeResource implements ReplicatedResource, BootstrappableResource {
  private static final String SYSTEM_ID = "7000000000000000001";

  private boolean empty = true;
  private boolean alive;
  private Role role = Role.REPLICA;
  private Position position = new Position(1, 1000);
  private Optional<String> source = Optional.empty();
  private boolean clean;
  private boolean spoiled;
  private volatile ResourceListener listener = () -> {};
  private volatile boolean closed;
  private volatile Optional<CountDownLatch> observeHangs = Optional.empty();
  private volatile Optional<CountDownLatch> stopHangs = Optional.empty();
  private volatile Runnable onObserve = () -> {};
  private volatile Runnable onListen = () -> {};
  private volatile Runnable onTask = () -> {};
  private volatile Runnable onStop = () -> {};
  private volatile Runnable onClose = () -> {};
  final AtomicInteger fenced = new AtomicInteger();
  final AtomicInteger starts = new AtomicInteger();

  synchronized boolean writable() {
    return alive && role == Role.PRIMARY;
  }

  synchronized boolean spoiled() {
    return spoiled;
  }

  synchronized Optional<String> source() {
    return source;
  }

  synchronized void write(long bytes) {
    position = new Position(position.epoch(), position.offset() + bytes);
  }

  void crash() {
    synchronized (this) {
      alive = false;
      clean = false;
    }
    listener.changed();
  }

  /** As if a realignment had been ended half-way and the resource been started by hand. */
  void spoil() {
    synchronized (this) {
      spoiled = true;
    }
    listener.changed();
  }

  void hangObserve() {
    observeHangs = Optional.of(new CountDownLatch(1));
  }

  void releaseObserve() {
    observeHangs.ifPresent(CountDownLatch::countDown);
    observeHangs = Optional.empty();
  }

  void hangStop() {
    stopHangs = Optional.of(new CountDownLatch(1));
  }

  /** While a stop hangs. */
  void onStop(Runnable action) {
    onStop = action;
  }

  void onObserve(Runnable action) {
    onObserve = action;
  }

  void onListen(Runnable action) {
    onListen = action;
  }

  /** At the beginning of a bootstrap. */
  void onTask(Runnable action) {
    onTask = action;
  }

  void onClose(Runnable action) {
    onClose = action;
  }

  boolean closed() {
    return closed;
  }

  @Override
  public ResourceReport observe(Call call) {
    observeHangs.ifPresent(FakeResource::waitUninterrupted);
    onObserve.run();
    synchronized (this) {
      ResourceReportBuilder report =
          ResourceReport.builder(
                  empty ? DataState.EMPTY : DataState.PRESENT,
                  alive ? RunPhase.RUNNING : RunPhase.STOPPED,
                  role)
              .received(position.offset(), position.offset())
              .cleanShutdown(clean)
              .spoiled(spoiled)
              .realignPossible(true);
      if (!empty) {
        report.identity(Optional.of(SYSTEM_ID)).position(position);
      }
      source.ifPresent(address -> report.following(address, true));
      return report.build();
    }
  }

  private static void waitUninterrupted(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException ignoredAsBadPluginsDo) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void start(StartRequest request, TaskContext task) throws TaskCancelled {
    starts.incrementAndGet();
    if (request.permit().isPresent()) {
      task.passPointOfNoReturn(request.permit().get());
    }
    synchronized (this) {
      alive = true;
      role = request.permit().isPresent() ? Role.PRIMARY : Role.REPLICA;
      source = request.source().map(ReplicationSource::address);
    }
  }

  @Override
  public void stop(StopMode mode, TaskContext task) throws ResourceException, TaskCancelled {
    if (stopHangs.isPresent() && mode != StopMode.IMMEDIATE) {
      task.stage(TaskStage.plan("hang for ever"));
      task.stage(TaskStage.progress("hanging"));
      onStop.run();
      try {
        stopHangs.get().await();
      } catch (InterruptedException e) {
        task.checkCancelled();
        throw new ResourceException("interrupted");
      }
    }
    Position end;
    synchronized (this) {
      alive = false;
      clean = mode != StopMode.IMMEDIATE;
      source = Optional.empty();
      end = position;
    }
    if (mode != StopMode.IMMEDIATE) {
      task.stage(TaskStage.shutdownCheckpoint(end));
    }
  }

  @Override
  public void promote(Permit permit, TaskContext task) throws TaskCancelled {
    task.passPointOfNoReturn(permit);
    synchronized (this) {
      role = Role.PRIMARY;
      source = Optional.empty();
      position = new Position(position.epoch() + 1, position.offset());
    }
  }

  @Override
  public void fence() {
    fenced.incrementAndGet();
    synchronized (this) {
      alive = false;
      clean = false;
    }
    stopHangs.ifPresent(CountDownLatch::countDown);
    listener.changed();
  }

  @Override
  public Registration listen(ResourceListener newListener) {
    onListen.run();
    listener = newListener;
    return () -> listener = () -> {};
  }

  @Override
  public void close() {
    closed = true;
    onClose.run();
  }

  @Override
  public Divergence compare(ReplicationSource with, Call call) {
    return Divergence.IN_LINE;
  }

  @Override
  public synchronized void follow(FollowRequest request, TaskContext task) {
    source = Optional.of(request.source().address());
  }

  @Override
  public void realign(FollowRequest request, TaskContext task) {
    // Positions are not branches here: there is nothing to undo.
  }

  @Override
  public synchronized void rebuild(FollowRequest request, TaskContext task) {
    empty = false;
    alive = false;
    spoiled = false;
    role = Role.REPLICA;
  }

  @Override
  public void bootstrap(Permit permit, String clusterConfig, TaskContext task) {
    onTask.run();
    synchronized (this) {
      empty = false;
      alive = true;
      role = Role.PRIMARY;
    }
  }
}
