package io.matriarch.core.internal.machine;

import io.matriarch.core.config.ClusterConfig;
import java.time.Duration;

/** How long each kind of task may take before it is ended. */
final class TaskLimits {
  private static final Duration COPYING = Duration.ofDays(7);
  private static final Duration RECOVERING = Duration.ofDays(1);
  private static final Duration ORDERLY_STOP = Duration.ofMinutes(5);
  private static final Duration QUICK = Duration.ofMinutes(1);
  private static final Duration SHORTEST_START = Duration.ofSeconds(10);

  private TaskLimits() {}

  static Duration of(TaskSpec spec, ClusterConfig config, boolean stateless) {
    if (spec instanceof TaskSpec.Start start) {
      Duration given = config.failover().primaryStartTimeout();
      Duration asPrimary = given.compareTo(SHORTEST_START) < 0 ? SHORTEST_START : given;
      return start.makesPrimary() ? asPrimary : RECOVERING;
    }
    if (spec instanceof TaskSpec.Restart restart) {
      return restart.limit().compareTo(SHORTEST_START) < 0 ? SHORTEST_START : restart.limit();
    }
    if (spec instanceof TaskSpec.Stop) {
      return stateless ? config.timing().ttl() : ORDERLY_STOP;
    }
    if (spec instanceof TaskSpec.Promote) {
      Duration given = config.failover().primaryStartTimeout();
      return given.compareTo(QUICK) < 0 ? QUICK : given;
    }
    if (spec instanceof TaskSpec.Follow) {
      return QUICK;
    }
    return COPYING;
  }
}
