package io.matriarch.core.api;

/**
 * What a node has counted since it was built; a snapshot. All but the last two only grow.
 *
 * @param steps steps taken
 * @param decisions how often another row or another reason decided than before
 * @param roleChanges how often the role, or whether the node leads, changed
 * @param leaseRenewals renewals of the lease that were granted
 * @param leaseRenewalsFailed renewals that were refused, or whose outcome is not known
 * @param leasesLost leases that ended otherwise than by being given up
 * @param callsGivenUp calls into store and resource that did not return by their deadline
 * @param listenerFailures how often a listener threw
 * @param listenerDropped what a listener was not told since it was too slow
 * @param waitingEvents events that wait to be taken up now
 * @param waitingForListener what the listener has not been told yet
 */
public record HaCounters(
    long steps,
    long decisions,
    long roleChanges,
    long leaseRenewals,
    long leaseRenewalsFailed,
    long leasesLost,
    long callsGivenUp,
    long listenerFailures,
    long listenerDropped,
    int waitingEvents,
    int waitingForListener) {}
