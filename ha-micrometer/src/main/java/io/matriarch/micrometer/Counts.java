package io.matriarch.micrometer;

import io.matriarch.core.api.HaNode;
import io.micrometer.core.instrument.Tags;

/** What the node has counted. */
final class Counts {
  private Counts() {}

  static void register(Meters<HaNode> meters) {
    meters.counter("steps", Tags.empty(), "Steps taken.", node -> node.counters().steps());
    meters.counter(
        "decisions",
        Tags.empty(),
        "How often another row or another reason decided than before.",
        node -> node.counters().decisions());
    meters.counter(
        "role.changes",
        Tags.empty(),
        "How often the role, or whether the node leads, changed.",
        node -> node.counters().roleChanges());
    lease(meters);
    meters.counter(
        "calls.given.up",
        Tags.empty(),
        "Calls into store and resource that did not return by their deadline.",
        node -> node.counters().callsGivenUp());
    meters.counter(
        "listener.failures",
        Tags.empty(),
        "How often a listener threw.",
        node -> node.counters().listenerFailures());
    meters.counter(
        "listener.dropped",
        Tags.empty(),
        "What a listener was not told since it was too slow.",
        node -> node.counters().listenerDropped());
    meters.gauge(
        "events.waiting",
        "",
        "Events that wait to be taken up.",
        node -> node.counters().waitingEvents());
    meters.gauge(
        "listener.waiting",
        "",
        "What the listener has not been told yet.",
        node -> node.counters().waitingForListener());
  }

  private static void lease(Meters<HaNode> meters) {
    String renewals =
        "Renewals of the lease; failed ones were refused, or nothing is known of them.";
    meters.counter(
        "lease.renewals",
        Tags.of("outcome", "granted"),
        renewals,
        node -> node.counters().leaseRenewals());
    meters.counter(
        "lease.renewals",
        Tags.of("outcome", "failed"),
        renewals,
        node -> node.counters().leaseRenewalsFailed());
    meters.counter(
        "leases.lost",
        Tags.empty(),
        "Leases that ended otherwise than by being given up.",
        node -> node.counters().leasesLost());
  }
}
