package io.matriarch.core.model;

import java.util.Optional;

/**
 * A requested move of leadership.
 *
 * @param leader present: a switchover away from this leader; absent: a manual failover
 * @param candidate who shall lead next, if named
 * @param scheduledAt when, ISO-8601, if scheduled
 */
public record FailoverRequest(
    Optional<NodeName> leader, Optional<NodeName> candidate, Optional<String> scheduledAt) {}
