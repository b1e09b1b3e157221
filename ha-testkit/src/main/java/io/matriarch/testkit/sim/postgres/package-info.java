/**
 * A model of PostgreSQL as far as failover needs it: write-ahead log with branches, streaming,
 * crashes, promotion, rewind and base backup. Asynchronous replication only.
 */
package io.matriarch.testkit.sim.postgres;
