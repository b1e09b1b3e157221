package io.matriarch.core.resource;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.ReplicationSource;
import java.util.Set;

/** A resource with copies that follow each other: lag-aware failover. */
public interface ReplicatedResource extends ManagedResource {

  /**
   * Compares the local copy's history with the source's. Probe lane; blocks until the deadline at
   * most; idempotent; an unreachable source is {@link Divergence#UNKNOWN}, never an exception.
   * Where divergence cannot be excluded cheaply (a primary that crashed on an older branch of
   * history) the answer is {@link Divergence#DIVERGED}: realigning finds out.
   */
  Divergence compare(ReplicationSource source, Call call);

  /** Makes a running replica follow the source; idempotent. Task lane. */
  void follow(FollowRequest request, TaskContext task) throws ResourceException, TaskCancelled;

  /**
   * Undoes what the local copy has and the source has not, keeping the rest. Task lane; leaves the
   * resource stopped, ready to be started as replica. If it fails the copy may be unusable, and
   * only a rebuild helps.
   */
  void realign(FollowRequest request, TaskContext task) throws ResourceException, TaskCancelled;

  /**
   * Replaces the local copy by a fresh one. Task lane; leaves the resource stopped. Whatever was
   * there is kept under another name until the new copy is complete.
   */
  void rebuild(FollowRequest request, TaskContext task) throws ResourceException, TaskCancelled;

  /**
   * Keeps what each of these followers still needs, and lets go of what nobody needs any more.
   * Chore lane; blocks until the deadline at most; idempotent; failing is not fatal and is
   * repeated.
   */
  void retainFor(Set<Follower> followers, Call call) throws ResourceException;
}
