/**
 * Paths and documents of a cluster in the store, byte for byte as other implementations of the same
 * protocol write them and at least as tolerant when reading.
 *
 * <p>Everything here is a pure function: any thread, no IO, no logging, no state. Decoding never
 * fails: what cannot be read counts as absent.
 */
package io.matriarch.core.wire;
