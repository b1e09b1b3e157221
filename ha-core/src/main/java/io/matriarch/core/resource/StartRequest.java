package io.matriarch.core.resource;

import io.matriarch.core.model.Permit;
import io.matriarch.core.model.ReplicationSource;
import java.util.Optional;

/**
 * How to start.
 *
 * @param permit present: start as primary, if the permit still holds at the point of no return;
 *     absent: start as replica
 * @param source whom to follow as replica; absent: nobody, wait for a leader
 * @param clusterConfig dynamic configuration, JSON text
 */
public record StartRequest(
    Optional<Permit> permit, Optional<ReplicationSource> source, String clusterConfig) {}
