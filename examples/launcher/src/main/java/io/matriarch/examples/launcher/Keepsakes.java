package io.matriarch.examples.launcher;

import io.matriarch.core.api.HaNode;
import io.matriarch.core.api.JournalEntry;
import io.matriarch.core.api.NodeListener;
import io.matriarch.core.api.NodeStatus;
import io.matriarch.postgres.predecessor.DynamicConfigCache;
import io.matriarch.postgres.predecessor.Incarnation;
import java.util.Optional;

/** Writes to disk, as soon as it changes, what the next process of this node wants to know. */
final class Keepsakes implements NodeListener {
  private final DynamicConfigCache cache;
  private final Incarnation incarnation;
  private volatile Optional<HaNode> node = Optional.empty();

  Keepsakes(DynamicConfigCache cache, Incarnation incarnation) {
    this.cache = cache;
    this.incarnation = incarnation;
  }

  /** Whose they are; to be told before it starts. */
  void of(HaNode whose) {
    node = Optional.of(whose);
  }

  @Override
  public void roleChanged(NodeStatus before, NodeStatus after) {
    keep(after);
  }

  /** The configuration, the leader and the server's state do not change without an entry. */
  @Override
  public void recorded(JournalEntry entry) {
    node.map(HaNode::status).ifPresent(this::keep);
  }

  private void keep(NodeStatus status) {
    cache.keep(status);
    incarnation.keep(status);
  }
}
