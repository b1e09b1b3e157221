package io.matriarch.micrometer;

import io.matriarch.core.api.HaNode;
import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.api.StatusNow;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import java.time.Duration;
import java.time.Instant;

/** What the node knows of itself and of its cluster. */
final class StatusGauges {
  private static final double NANOS_PER_SECOND = 1e9;

  private StatusGauges() {}

  static void register(Meters<HaNode> meters, Ticker ticker) {
    meters.flag(
        "leader",
        "1 if this node holds the lease and may act on it now.",
        node -> now(node, ticker).leads());
    meters.gauge(
        "writable.remaining",
        "seconds",
        "Time until the right to be writable ends unless it is renewed; 0 without one, infinite while"
            + " paused.",
        node -> remaining(node.status(), ticker.now()));
    meters.flag(
        "alive", "1 if the node takes its steps in time.", node -> now(node, ticker).alive());
    meters.gauge(
        "status.age",
        "seconds",
        "Time since the last step.",
        node -> seconds(ticker.now().since(node.status().at())));
    meters.flag(
        "cluster.unlocked",
        "1 if nobody leads, as far as this node knows.",
        node -> node.status().view().flatMap(ClusterView::leader).isEmpty());
    meters.gauge(
        "store.last.seen",
        "seconds",
        "When the store was read last, in seconds since the epoch; 0: never.",
        node -> node.status().storeLastSeen().map(Instant::getEpochSecond).orElse(0L));
    meters.flag("paused", "1 if the cluster is paused.", node -> node.status().config().paused());
    meters.flag(
        "failsafe.enabled",
        "1 if the cluster may go on without its store.",
        node -> node.status().config().failsafeMode());
    meters.flag(
        "failsafe.active",
        "1 while the cluster goes on without its store.",
        node -> node.status().failsafeActive());
    meters.gauge(
        "failover.priority",
        "",
        "How much this node is preferred as a leader; 0: never.",
        node -> node.status().tags().priority());
  }

  static StatusNow now(HaNode node, Ticker ticker) {
    return new StatusNow(node.status(), ticker.now());
  }

  private static double remaining(NodeStatus status, MonoTime now) {
    MonoTime until = status.writableUntil();
    if (!until.isFinite()) {
      return until.equals(MonoTime.MAX) ? Double.POSITIVE_INFINITY : 0;
    }
    return Math.max(0, seconds(until.since(now)));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / NANOS_PER_SECOND;
  }
}
