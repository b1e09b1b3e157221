package io.matriarch.core.resource;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.Permit;

/** Anything with a writable role that at most one node of a cluster may have. */
public interface ManagedResource extends AutoCloseable {

  /**
   * Looks at the resource now. Probe lane; blocks at most until the deadline; idempotent; never
   * throws because the resource is down or unreachable, which is a finding like any other.
   */
  ResourceReport observe(Call call);

  /**
   * Starts the resource, as a replica or, with a permit, as a primary. Task lane; returns when it
   * accepts work or, as a replica, when it has reached a consistent state and answers queries.
   *
   * @throws ResourceException it does not run, or not as asked
   */
  void start(StartRequest request, TaskContext task) throws ResourceException, TaskCancelled;

  /**
   * Stops the resource. Task lane; idempotent; on return nothing of it runs any more, or an
   * exception says so. Reports {@link TaskStage.Kind#SHUTDOWN_CHECKPOINT_WRITTEN} when the last
   * position is final, which may be long before the return.
   */
  void stop(StopMode mode, TaskContext task) throws ResourceException, TaskCancelled;

  /**
   * Makes a running replica writable. Task lane. Checks the permit with {@link
   * TaskContext#passPointOfNoReturn} immediately before it becomes irrevocable.
   */
  void promote(Permit permit, TaskContext task) throws ResourceException, TaskCancelled;

  /**
   * Makes the resource non-writable now. Any thread, concurrently with everything else; returns
   * within a second; idempotent; never throws. Nothing is asked and nothing is saved: whatever may
   * still write is ended. Holds until the next start.
   */
  void fence();

  /** Delivers hints: the resource may have changed, look again. Returns what ends the delivery. */
  Registration listen(ResourceListener listener);

  /** Releases connections and threads in bounded time; does not stop the resource itself. */
  @Override
  void close();
}
