package io.matriarch.core.resource;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.Permit;

/**
 * Anything with a writable role that at most one node of a cluster may have.
 *
 * <p>A node calls from several threads at once: one task at a time on its task lane, looks on its
 * probe lane, chores on its chore lane, and {@link #fence} from its guard whenever it must. A lane
 * is a thread that does nothing else meanwhile for this node.
 *
 * <p>One that lives in the node's own process can do more than be fenced in time: where each write
 * compares {@code HaNode.status().writableUntil()} with the clock, before it is made and before it
 * is acknowledged, a process that was frozen past that instant acknowledges nothing when it wakes.
 */
public interface ManagedResource extends AutoCloseable {

  /**
   * Looks at the resource now. Probe lane; blocks at most until the deadline; idempotent; never
   * throws because the resource is down or unreachable, which is a finding like any other.
   *
   * @param call until when
   * @return what was found
   */
  ResourceReport observe(Call call);

  /**
   * Starts the resource, as a replica or, with a permit, as a primary. Task lane; returns when it
   * accepts work or, as a replica, when it has reached a consistent state and answers queries.
   *
   * @param request as what, and whom to follow
   * @param task where to report, and whether to go on
   * @throws ResourceException it does not run, or not as asked
   * @throws TaskCancelled it was given up on request; whether the resource runs has to be looked at
   */
  void start(StartRequest request, TaskContext task) throws ResourceException, TaskCancelled;

  /**
   * Stops the resource. Task lane; idempotent; on return nothing of it runs any more, or an
   * exception says so. Reports {@link TaskStage.Kind#SHUTDOWN_CHECKPOINT_WRITTEN} when the last
   * position is final, which may be long before the return.
   *
   * @param mode how gently
   * @param task where to report, and whether to go on
   * @throws ResourceException something of it may still run
   * @throws TaskCancelled it was given up on request; something of it may still run
   */
  void stop(StopMode mode, TaskContext task) throws ResourceException, TaskCancelled;

  /**
   * Stops the resource as gracefully as it can and starts it again as what it is. Task lane.
   *
   * @param request as what, and whom to follow
   * @param task where to report, and whether to go on
   * @throws ResourceException it does not run, or not as asked
   * @throws TaskCancelled it was given up on request; whether the resource runs has to be looked at
   */
  default void restart(StartRequest request, TaskContext task)
      throws ResourceException, TaskCancelled {
    stop(StopMode.GRACEFUL, task);
    task.checkCancelled();
    start(request, task);
  }

  /**
   * Makes a running replica writable. Task lane. Checks the permit with {@link
   * TaskContext#passPointOfNoReturn} immediately before it becomes irrevocable.
   *
   * @param permit the right to be writable
   * @param task where to report, and whether to go on
   * @throws ResourceException it is not known to be writable; has to be looked at
   * @throws TaskCancelled it was given up before the point of no return, or the permit has expired
   */
  void promote(Permit permit, TaskContext task) throws ResourceException, TaskCancelled;

  /**
   * Makes the resource non-writable now. Any thread, concurrently with everything else; returns
   * within a second; idempotent; never throws. Nothing is asked and nothing is saved: whatever may
   * still write is ended. Holds until the next start.
   */
  void fence();

  /**
   * Delivers hints: the resource may have changed, look again. By default there are none, and a
   * change is noticed with the next {@code loop_wait}.
   *
   * @param listener called on any thread; returns at once
   * @return what ends the delivery
   */
  default Registration listen(ResourceListener listener) {
    return () -> {};
  }

  /** Releases connections and threads in bounded time; does not stop the resource itself. */
  @Override
  void close();
}
