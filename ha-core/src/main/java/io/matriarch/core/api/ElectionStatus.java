package io.matriarch.core.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;

/**
 * What one participant knows of its election.
 *
 * @param storeReachable the last read of the store succeeded; while it does not, leader, term and
 *     participants are unknown unless this participant leads
 * @param leader who leads, by the store
 * @param term number of that leadership
 * @param since when this participant first saw that leadership, on its wall clock
 * @param leading this participant leads, with a valid permit
 * @param remaining how long it is going to stay so without another renewal; zero if it does not
 * @param participants who takes part, this one included once it is known to the store
 */
public record ElectionStatus(
    boolean storeReachable,
    Optional<String> leader,
    OptionalLong term,
    Optional<Instant> since,
    boolean leading,
    Duration remaining,
    SortedSet<String> participants) {}
