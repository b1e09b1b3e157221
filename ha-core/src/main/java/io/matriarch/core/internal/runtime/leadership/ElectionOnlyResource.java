package io.matriarch.core.internal.runtime.leadership;

import io.matriarch.core.api.RevocationReason;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.Permit.LeasePermit;
import io.matriarch.core.model.Role;
import io.matriarch.core.resource.ManagedResource;
import io.matriarch.core.resource.Registration;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.ResourceListener;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.ResourceReport.DataState;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import io.matriarch.core.resource.StartRequest;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * An application's part in an election, seen as a resource: ready to lead is running as a replica,
 * leading is running as primary. It is stopped from the end of a leadership until the listener has
 * returned from everything, and only then ready again.
 *
 * <p>It counts as primary until {@code revoked} has returned, so that the lease is not released
 * before; unless it was fenced: then there is nothing more to be waited for, and the lease is lost
 * anyway.
 */
final class ElectionOnlyResource implements ManagedResource {
  /**
   * All elections carry the same identity, and nothing with data does: no election takes the name
   * of a cluster with data, and nobody with data joins an election.
   */
  static final String IDENTITY = "election";

  private final Function<LeasePermit, Leadership> leaderships;
  private final BiFunction<LivePermit, Boolean, RevocationReason> reasons;
  private volatile ResourceListener listener = () -> {};
  private RunPhase phase = RunPhase.RUNNING;
  private Optional<Leadership> leading = Optional.empty();
  private CompletableFuture<Void> formerOver = CompletableFuture.completedFuture(null);

  /**
   * @param leaderships makes a leadership of what the lease gives
   * @param reasons why a leadership with this permit ends now; true: by fencing
   */
  ElectionOnlyResource(
      Function<LeasePermit, Leadership> leaderships,
      BiFunction<LivePermit, Boolean, RevocationReason> reasons) {
    this.leaderships = leaderships;
    this.reasons = reasons;
  }

  synchronized Optional<LivePermit> permit() {
    return leading.map(Leadership::permit);
  }

  @Override
  public synchronized ResourceReport observe(Call call) {
    if (leading.filter(Leadership::hasLapsed).isPresent()) {
      endNow(); // The lease may have come back since; the permit that the listener has does not.
    }
    return ResourceReport.builder(
            DataState.PRESENT, phase, leading.isPresent() ? Role.PRIMARY : Role.REPLICA)
        .identity(Optional.of(IDENTITY))
        .build();
  }

  @Override
  public void start(StartRequest request, TaskContext task)
      throws ResourceException, TaskCancelled {
    if (request.permit().isPresent()) {
      throw new ResourceException("leadership only begins with an election");
    }
    await(former(), task);
    synchronized (this) {
      phase = RunPhase.RUNNING;
    }
  }

  private synchronized CompletableFuture<Void> former() {
    return formerOver;
  }

  @Override
  public void promote(Permit permit, TaskContext task) throws ResourceException, TaskCancelled {
    if (!(permit instanceof LeasePermit lease)) {
      throw new ResourceException("leadership only begins with a lease");
    }
    task.passPointOfNoReturn(permit);
    Leadership begun = leaderships.apply(lease);
    synchronized (this) {
      if (phase != RunPhase.RUNNING || leading.isPresent()) {
        throw new ResourceException("not ready to lead");
      }
      begun.begin(); // First: nobody leads whose listener cannot be called.
      leading = Optional.of(begun);
      formerOver = begun.over();
    }
  }

  @Override
  public void stop(StopMode mode, TaskContext task) throws ResourceException, TaskCancelled {
    Optional<Leadership> ending;
    synchronized (this) {
      ending = leading;
      ending.ifPresent(leadership -> end(leadership, false));
    }
    if (ending.isPresent()) {
      await(ending.get().stopped(), task);
    }
    synchronized (this) {
      ended(ending);
      phase = RunPhase.STOPPED;
    }
  }

  @Override
  public void fence() {
    endNow();
    listener.changed();
  }

  private synchronized void endNow() {
    leading.ifPresent(leadership -> end(leadership, true));
    leading = Optional.empty();
    phase = RunPhase.STOPPED;
  }

  private void end(Leadership leadership, boolean fenced) {
    leadership.end(reasons.apply(leadership.permit(), fenced));
  }

  /** Unless another one has begun meanwhile. */
  private void ended(Optional<Leadership> ending) {
    if (leading.equals(ending)) {
      leading = Optional.empty();
    }
  }

  private static void await(CompletableFuture<Void> end, TaskContext task)
      throws ResourceException, TaskCancelled {
    try {
      end.get();
    } catch (InterruptedException e) {
      task.checkCancelled();
      throw new ResourceException("interrupted while waiting for the listener", e);
    } catch (ExecutionException e) {
      throw new ResourceException("the listener could not be called", e);
    }
  }

  @Override
  public Registration listen(ResourceListener newListener) {
    listener = newListener;
    return () -> listener = () -> {};
  }

  /** Ends a leadership that nobody has ended, and waits as long as its lease would have lasted. */
  @Override
  public void close() {
    Optional<Leadership> ending;
    synchronized (this) {
      ending = leading;
    }
    long left = ending.map(l -> l.permit().remaining().toNanos()).orElse(0L);
    fence();
    try {
      ending.map(Leadership::stopped).orElse(former()).get(left, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException notReturned) {
      // The lease has lapsed by now: whatever the listener does, its permit is over.
    }
  }
}
