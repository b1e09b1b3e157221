package io.matriarch.core.resource;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.ReplicationSource;
import java.util.Optional;
import java.util.Set;

/**
 * A resource with copies that follow each other: lag-aware failover. Eight methods have to be
 * written; the others have defaults for a resource that can do no better.
 */
public interface ReplicatedResource extends ManagedResource {

  /**
   * Compares the local copy's history with the source's. Probe lane; blocks until the deadline at
   * most; idempotent; an unreachable source is {@link Divergence#UNKNOWN}, never an exception.
   * Where divergence cannot be excluded cheaply (a primary that crashed on an older branch of
   * history) the answer is {@link Divergence#DIVERGED}: realigning finds out.
   *
   * @param source whose history
   * @param call until when
   * @return whether the local copy can follow it as it is
   */
  Divergence compare(ReplicationSource source, Call call);

  /**
   * Makes a running replica follow the source; idempotent. Task lane. By default it is stopped and
   * started again.
   *
   * @param request whom
   * @param task where to report, and whether to go on
   * @throws ResourceException it does not follow the source
   * @throws TaskCancelled it was given up on request; has to be looked at
   */
  default void follow(FollowRequest request, TaskContext task)
      throws ResourceException, TaskCancelled {
    stop(StopMode.FAST, task);
    task.checkCancelled();
    start(
        new StartRequest(Optional.empty(), Optional.of(request.source()), request.clusterConfig()),
        task);
  }

  /**
   * Undoes what the local copy has and the source has not, keeping the rest. Task lane; leaves the
   * resource stopped, ready to be started as replica. Asked for only while {@link
   * ResourceReport#realignPossible} says so; by default the copy is rebuilt.
   *
   * <p>If it fails and the copy is unusable, the report says {@link ResourceReport#spoiled} until
   * it is rebuilt, in later processes, too. If it cannot work with this copy, the report does not
   * say that realigning is possible any more. Either way a rebuild is next; else it is tried again.
   *
   * @param request with whom
   * @param task where to report, and whether to go on
   * @throws ResourceException the copy is not as the source's
   * @throws TaskCancelled it was given up on request; has to be looked at
   */
  default void realign(FollowRequest request, TaskContext task)
      throws ResourceException, TaskCancelled {
    rebuild(request, task);
  }

  /**
   * Replaces the local copy by a fresh one. Task lane; leaves the resource stopped. Whatever was
   * there is kept under another name until the new copy is complete.
   *
   * @param request from whom
   * @param task where to report, and whether to go on
   * @throws ResourceException there is no new copy
   * @throws TaskCancelled it was given up on request; there is no new copy
   */
  void rebuild(FollowRequest request, TaskContext task) throws ResourceException, TaskCancelled;

  /**
   * Keeps what each of these followers still needs, and lets go of what nobody needs any more.
   * Chore lane; blocks until the deadline at most; idempotent; failing is not fatal and is
   * repeated. By default nothing is done, for a resource that keeps all of its history.
   *
   * @param followers all that there are
   * @param call until when
   * @throws ResourceException not, or not for all of them; it will be asked for again
   */
  default void retainFor(Set<Follower> followers, Call call) throws ResourceException {}
}
