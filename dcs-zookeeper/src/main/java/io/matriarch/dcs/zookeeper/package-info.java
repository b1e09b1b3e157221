/**
 * The cluster's keys in ZooKeeper, laid out as the ancestor lays them out.
 *
 * <p>Two sessions per node: one for everything that is read, for the documents, the watches and the
 * member's own record ({@link io.matriarch.dcs.zookeeper.SharedSession}), and one that exists only
 * while the leader key is wanted or held ({@link io.matriarch.dcs.zookeeper.LeaderSession}). All
 * requests go out asynchronously and are awaited with the caller's deadline, so a server that hangs
 * cannot hold a caller.
 */
package io.matriarch.dcs.zookeeper;
