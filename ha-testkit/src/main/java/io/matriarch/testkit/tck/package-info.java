/**
 * The conformance kits for stores and for managed resources. A store's test class extends {@link
 * io.matriarch.testkit.tck.ClusterStoreConformanceKit} and brings a {@link
 * io.matriarch.testkit.tck.StoreFixture}; a resource's extends {@link
 * io.matriarch.testkit.tck.ManagedResourceConformanceKit} and brings a {@link
 * io.matriarch.testkit.tck.ResourceFixture}. Each test's name begins with the number of the rule
 * that it asks for.
 */
package io.matriarch.testkit.tck;
