package io.matriarch.core.model;

import java.time.Duration;
import java.util.Optional;

/**
 * The leader key as it was read.
 *
 * @param holder name in the key
 * @param term acquisition it belongs to; the same in all reads of one client as long as that lasts,
 *     and higher than that of any earlier one. Only the holder's own is sure to be its fencing
 *     token
 * @param heldByThisSession true if the store client that read it also holds it
 * @param fingerprint changes whenever the holder renews, in stores where observers judge expiry;
 *     constant elsewhere
 * @param ttl lifetime the holder asked for, where the record tells
 */
public record LeaderRecord(
    NodeName holder,
    Term term,
    boolean heldByThisSession,
    String fingerprint,
    Optional<Duration> ttl) {}
