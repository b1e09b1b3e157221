/**
 * Immutable values shared by every part of the library: names, positions, terms, records of the
 * store.
 *
 * <p>Nothing here does IO, reads a clock or logs. Durations and leases use {@link
 * io.matriarch.core.model.MonoTime}; {@link java.time.Instant} is only for what humans read or
 * scheduled.
 */
package io.matriarch.core.model;
