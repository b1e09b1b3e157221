package io.matriarch.testkit.tck;

import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.MonoTime;

/** Views that are not as they were read. */
final class Views {
  private Views() {}

  static ClusterView datedAt(ClusterView view, MonoTime time) {
    return new ClusterView(
        time,
        view.leader(),
        view.members(),
        view.config(),
        view.initialize(),
        view.failover(),
        view.history(),
        view.sync(),
        view.failsafe(),
        view.status());
  }
}
