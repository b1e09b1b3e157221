/**
 * Clusters' keys in etcd, laid out as the ancestor lays them out.
 *
 * <p>The leader key and the member's own record have a lease each. Nothing prolongs a lease but the
 * call that is meant to: the server lets the leader key lapse when no renewal came, and no timer of
 * ours is needed for it. One client per server, and one server is asked at a time: whichever gave
 * the last answer. So it is known what became of a request, and a server that is dead or frozen
 * costs a share of the caller's time, once.
 *
 * <p>A call that timed out here may still be applied there. Whatever writes for the leader is
 * therefore bound to the revision in which the leader key was taken.
 */
package io.matriarch.dcs.etcd;
