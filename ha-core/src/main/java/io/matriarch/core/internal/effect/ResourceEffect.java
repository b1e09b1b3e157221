package io.matriarch.core.internal.effect;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.resource.Follower;
import java.util.SortedSet;

/** For probe lane, chore lane and guard. */
public sealed interface ResourceEffect extends Effect {

  record Observe(long id, Call call) implements ResourceEffect {}

  record Compare(long id, ReplicationSource source, Call call) implements ResourceEffect {}

  record Retain(long id, SortedSet<Follower> followers, Call call) implements ResourceEffect {}

  /** Apply the configuration to the running resource. */
  record Configure(long id, String clusterConfig, boolean always, Call call)
      implements ResourceEffect {}

  /** Make the resource non-writable now; has no completion. */
  record Fence(String reason) implements ResourceEffect {}
}
