package io.matriarch.agent.rest;

import io.matriarch.core.model.ClusterView;
import java.util.Optional;

/**
 * What the store said last, also while it cannot be read: who asks for documents then is better
 * served with the last known ones. Thread safe.
 */
final class LastView {
  private final NodeView node;
  private volatile Optional<ClusterView> last = Optional.empty();

  LastView(NodeView node) {
    this.node = node;
  }

  Optional<ClusterView> latest() {
    Optional<ClusterView> now = node.status().view();
    if (now.isPresent()) {
      last = now;
    }
    return last;
  }
}
