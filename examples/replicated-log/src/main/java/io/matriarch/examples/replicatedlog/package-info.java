/**
 * A replicated append-only log, and what it takes to keep it highly available: {@link
 * io.matriarch.examples.replicatedlog.LogResource} implements the resource SPI, {@link
 * io.matriarch.examples.replicatedlog.LogNode} puts a node together. All else is the log itself,
 * which knows nothing of leases and elections.
 */
package io.matriarch.examples.replicatedlog;
