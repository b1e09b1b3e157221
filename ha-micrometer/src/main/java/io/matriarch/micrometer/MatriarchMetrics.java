package io.matriarch.micrometer;

import io.matriarch.core.api.HaNode;
import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.model.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Shows a node in a meter registry, with the tags {@code cluster} and {@code node}. Every reading
 * is taken from the node's last snapshot and the clock, never blocks, and touches neither store nor
 * resource. A gauge that says yes or no is 1 or 0. Thread safe.
 *
 * <p>A registry to which this is bound does not keep the node in memory: once nobody else refers to
 * it the gauges read as {@code NaN}. {@link #close} takes the meters away again.
 */
public final class MatriarchMetrics implements MeterBinder, AutoCloseable {
  private final HaNode node;
  private final Ticker ticker;
  private final Queue<Meters<HaNode>> bound = new ConcurrentLinkedQueue<>();

  /**
   * For a node that goes by the machine's own clocks.
   *
   * @param node the node, started or not
   */
  public MatriarchMetrics(HaNode node) {
    this(node, new SystemTicker());
  }

  /**
   * For a node with another clock.
   *
   * @param node the node, started or not
   * @param ticker the clock that the node was built with
   */
  public MatriarchMetrics(HaNode node, Ticker ticker) {
    this.node = Objects.requireNonNull(node, "node");
    this.ticker = Objects.requireNonNull(ticker, "ticker");
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    NodeStatus status = node.status();
    Meters<HaNode> meters =
        new Meters<>(registry, node, status.cluster().scope(), status.name().value());
    StatusGauges.register(meters, ticker);
    ResourceGauges.register(meters, ticker);
    Counts.register(meters);
    bound.add(meters);
  }

  /** Removes the meters from every registry to which they were bound. Idempotent. */
  @Override
  public void close() {
    for (Meters<HaNode> meters = bound.poll(); meters != null; meters = bound.poll()) {
      meters.remove();
    }
  }
}
