/**
 * Clusters' keys in ZooKeeper, laid out as the ancestor lays them out.
 *
 * <p>Two sessions per connection, however many clusters there are on it: one for everything that is
 * read, for the documents, the watches and the members' own records ({@link
 * io.matriarch.dcs.zookeeper.SharedSession}), and one that exists only while leader keys are wanted
 * or held ({@link io.matriarch.dcs.zookeeper.LeaseSession}). Renewals that have nothing to write
 * share one proof that this session lives. All requests go out asynchronously and are awaited with
 * the caller's deadline, so a server that hangs cannot hold a caller.
 */
package io.matriarch.dcs.zookeeper;
