package io.matriarch.core.resource;

import io.matriarch.core.model.ReplicationSource;

/**
 * Whom to follow, or to copy from.
 *
 * @param source the node
 * @param clusterConfig dynamic configuration, JSON text
 */
public record FollowRequest(ReplicationSource source, String clusterConfig) {}
