package io.matriarch.micrometer;

import io.matriarch.core.api.LeaderElection;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Shows a participant of an election in a meter registry, as {@link MatriarchMetrics} shows a node:
 * with the tags {@code cluster}, which is the election's name, and {@code node}. No reading blocks.
 * Thread safe.
 *
 * <p>A registry to which this is bound does not keep the participant in memory; {@link #close}
 * takes the meters away again.
 */
public final class ElectionMetrics implements MeterBinder, AutoCloseable {
  private static final double MILLIS_PER_SECOND = 1e3;

  private final LeaderElection election;
  private final String of;
  private final String as;
  private final Queue<Meters<LeaderElection>> bound = new ConcurrentLinkedQueue<>();

  /**
   * For one participant.
   *
   * @param election the participant
   * @param of what is led
   * @param as name of the participant
   */
  public ElectionMetrics(LeaderElection election, String of, String as) {
    this.election = Objects.requireNonNull(election, "election");
    this.of = Objects.requireNonNull(of, "of");
    this.as = Objects.requireNonNull(as, "as");
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Meters<LeaderElection> meters = new Meters<>(registry, election, of, as);
    meters.flag(
        "election.leader",
        "1 if this participant leads, with a permit that is valid now.",
        it -> it.status().leading());
    meters.gauge(
        "election.remaining",
        "seconds",
        "How long it is going to lead unless the lease is renewed; 0 if it does not.",
        it -> it.status().remaining().toMillis() / MILLIS_PER_SECOND);
    meters.gauge(
        "election.term",
        "",
        "Number of the leadership that the store shows; 0 if there is none.",
        it -> it.status().term().orElse(0));
    meters.gauge(
        "election.participants",
        "",
        "How many take part, as far as the store shows.",
        it -> it.status().participants().size());
    meters.flag(
        "election.store.reachable",
        "1 if the last read of the store succeeded.",
        it -> it.status().storeReachable());
    bound.add(meters);
  }

  /** Removes the meters from every registry to which they were bound. Idempotent. */
  @Override
  public void close() {
    for (Meters<LeaderElection> meters = bound.poll(); meters != null; meters = bound.poll()) {
      meters.remove();
    }
  }
}
