/**
 * A store in memory: the keys of one cluster under the timing rules of several kinds of store. As
 * {@link io.matriarch.testkit.store.InMemoryStore} it serves nodes with real threads; the simulator
 * puts the same keys behind a simulated network.
 */
package io.matriarch.testkit.store;
