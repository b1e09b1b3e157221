package io.matriarch.postgres;

import io.matriarch.core.api.JournalEntry;
import io.matriarch.core.api.NodeListener;
import io.matriarch.core.api.NodeStatus;

/** Rings, by its monitor, when anything has happened to the node; then the listener is told. */
final class Bell implements NodeListener {
  private final NodeListener listener;
  private volatile Runnable first = () -> {};

  Bell(NodeListener listener) {
    this.listener = listener;
  }

  /** What is done first each time; to be named before the node starts. */
  void first(Runnable work) {
    first = work;
  }

  @Override
  public void roleChanged(NodeStatus before, NodeStatus after) {
    ring();
    listener.roleChanged(before, after);
  }

  @Override
  public void recorded(JournalEntry entry) {
    ring();
    listener.recorded(entry);
  }

  private void ring() {
    first.run();
    synchronized (this) {
      notifyAll();
    }
  }
}
