/**
 * Leader election for applications: what {@link io.matriarch.core.api.LeaderElection} is made of.
 * An application's part in an election is seen as a resource without data, whose becoming primary
 * is being elected, and whose end is being revoked.
 */
package io.matriarch.core.internal.runtime.leadership;
