package io.matriarch.testkit.tck;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.Position;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.model.Role;
import io.matriarch.core.resource.BootstrappableResource;
import io.matriarch.core.resource.Divergence;
import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.ReplicatedResource;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.ResourceReport.DataState;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import io.matriarch.core.resource.StartRequest;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Notes in memory, of which only the epochs matter; the copies reach each other by their ports. */
final class NoteResource implements ReplicatedResource, BootstrappableResource {
  private final Map<Integer, NoteResource> network;
  private List<Long> notes = new ArrayList<>();
  private Optional<ReplicationSource> source = Optional.empty();
  private boolean running;
  private boolean writable;
  private boolean clean;
  private int starts;
  private int fences;

  NoteResource(Map<Integer, NoteResource> network, int port) {
    this.network = network;
    network.put(port, this);
  }

  synchronized boolean write() {
    if (writable) {
      notes.add(epoch());
    }
    return writable;
  }

  private long epoch() {
    return notes.isEmpty() ? 0 : notes.get(notes.size() - 1);
  }

  @Override
  public synchronized ResourceReport observe(Call call) {
    if (notes.isEmpty()) {
      return ResourceReport.builder(DataState.EMPTY, RunPhase.STOPPED, Role.UNINITIALIZED).build();
    }
    catchUp();
    var report =
        ResourceReport.builder(
                DataState.PRESENT,
                running ? RunPhase.RUNNING : RunPhase.STOPPED,
                writable ? Role.PRIMARY : Role.REPLICA)
            .identity(Optional.of("notes"))
            .position(new Position(epoch(), notes.size()))
            .cleanShutdown(clean && !running)
            .realignPossible(true)
            .startedAt("start " + starts);
    source
        .filter(any -> running && !writable)
        .ifPresent(leader -> report.following(leader.address(), true));
    return report.build();
  }

  private void catchUp() {
    if (running && !writable && source.isPresent()) {
      List<Long> theirs = network.get(source.get().port()).copy();
      if (commonWith(theirs) == notes.size()) {
        notes = theirs;
      }
    }
  }

  private synchronized List<Long> copy() {
    return new ArrayList<>(notes);
  }

  private int commonWith(List<Long> theirs) {
    int common = 0;
    int most = Math.min(notes.size(), theirs.size());
    while (common < most && notes.get(common).equals(theirs.get(common))) {
      common++;
    }
    return common;
  }

  @Override
  public synchronized void start(StartRequest request, TaskContext task)
      throws ResourceException, TaskCancelled {
    int before = fences;
    halt();
    running = true;
    clean = false;
    starts++;
    source = request.source();
    if (request.permit().isPresent()) {
      lead(request.permit().get(), before, task);
    }
  }

  private void lead(Permit permit, int fencesBefore, TaskContext task)
      throws ResourceException, TaskCancelled {
    task.passPointOfNoReturn(permit);
    if (fences != fencesBefore) {
      throw new ResourceException("fenced while it became writable");
    }
    long term = permit instanceof Permit.LeasePermit lease ? lease.term().value() : 1;
    if (term != epoch()) {
      notes.add(Math.max(term, epoch() + 1));
    }
    writable = true;
  }

  @Override
  public synchronized void stop(StopMode mode, TaskContext task) {
    if (running) {
      task.stage(TaskStage.shutdownCheckpoint(new Position(epoch(), notes.size())));
      clean = true;
    }
    halt();
  }

  private void halt() {
    running = false;
    writable = false;
  }

  @Override
  public synchronized void promote(Permit permit, TaskContext task)
      throws ResourceException, TaskCancelled {
    if (!running) {
      throw new ResourceException("it does not run");
    }
    lead(permit, fences, task);
  }

  @Override
  public synchronized void fence() {
    fences++;
    halt();
  }

  @Override
  public Divergence compare(ReplicationSource other, Call call) {
    NoteResource theirs = network.get(other.port());
    List<Long> copy = theirs.copy();
    synchronized (this) {
      if (!theirs.running) {
        return Divergence.UNKNOWN;
      }
      return commonWith(copy) == notes.size() ? Divergence.IN_LINE : Divergence.DIVERGED;
    }
  }

  @Override
  public synchronized void follow(FollowRequest request, TaskContext task) {
    source = Optional.of(request.source());
  }

  @Override
  public synchronized void realign(FollowRequest request, TaskContext task) {
    halt();
    List<Long> theirs = network.get(request.source().port()).copy();
    notes = new ArrayList<>(notes.subList(0, commonWith(theirs)));
  }

  @Override
  public synchronized void rebuild(FollowRequest request, TaskContext task) {
    halt();
    notes = network.get(request.source().port()).copy();
  }

  @Override
  public synchronized void bootstrap(Permit permit, String clusterConfig, TaskContext task)
      throws ResourceException, TaskCancelled {
    start(new StartRequest(Optional.of(permit), Optional.empty(), clusterConfig), task);
  }

  @Override
  public void close() {}
}
