package io.matriarch.testkit.tck;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.resource.BootstrappableResource;
import io.matriarch.core.resource.Divergence;
import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.ReplicatedResource;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.StartRequest;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import java.util.Optional;

/** Notes; who extends it does one thing differently. */
class ForwardingResource implements ReplicatedResource, BootstrappableResource {
  private final NoteResource behind;

  ForwardingResource(NoteResource behind) {
    this.behind = behind;
  }

  NoteResource behind() {
    return behind;
  }

  /** Becomes a primary after all, whatever the failure was, but for one. */
  void startUnless(String word, ResourceException failed, Permit permit, TaskContext task)
      throws ResourceException, TaskCancelled {
    if (failed.getMessage().contains(word)) {
      throw failed;
    }
    start(new StartRequest(Optional.of(permit), Optional.empty(), "{}"), task);
  }

  @Override
  public ResourceReport observe(Call call) {
    return behind.observe(call);
  }

  @Override
  public void start(StartRequest request, TaskContext task)
      throws ResourceException, TaskCancelled {
    behind.start(request, task);
  }

  @Override
  public void stop(StopMode mode, TaskContext task) throws ResourceException, TaskCancelled {
    behind.stop(mode, task);
  }

  @Override
  public void promote(Permit permit, TaskContext task) throws ResourceException, TaskCancelled {
    behind.promote(permit, task);
  }

  @Override
  public void fence() {
    behind.fence();
  }

  @Override
  public Divergence compare(ReplicationSource source, Call call) {
    return behind.compare(source, call);
  }

  @Override
  public void follow(FollowRequest request, TaskContext task)
      throws ResourceException, TaskCancelled {
    behind.follow(request, task);
  }

  @Override
  public void realign(FollowRequest request, TaskContext task)
      throws ResourceException, TaskCancelled {
    behind.realign(request, task);
  }

  @Override
  public void rebuild(FollowRequest request, TaskContext task)
      throws ResourceException, TaskCancelled {
    behind.rebuild(request, task);
  }

  @Override
  public void bootstrap(Permit permit, String clusterConfig, TaskContext task)
      throws ResourceException, TaskCancelled {
    behind.bootstrap(permit, clusterConfig, task);
  }

  @Override
  public void close() {
    behind.close();
  }
}
