package io.matriarch.core.internal.event;

import io.matriarch.core.model.MonoTime;
import java.time.Instant;

/**
 * An event and when the node took it up. Time enters the machine here and nowhere else.
 *
 * @param at monotonic time, never earlier than that of the occurrence before
 * @param wallClock for people and records only
 * @param event what happened
 */
public record Occurrence(MonoTime at, Instant wallClock, Event event) {}
