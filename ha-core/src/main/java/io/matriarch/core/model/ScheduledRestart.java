package io.matriarch.core.model;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A restart that waits for its time. It is void once the resource was restarted otherwise.
 *
 * @param at when
 * @param conditions what must hold then
 * @param startedAt when the resource that it was asked for had been started, in the resource's own
 *     words; absent if that was unknown
 */
public record ScheduledRestart(
    OffsetDateTime at, RestartConditions conditions, Optional<String> startedAt) {}
