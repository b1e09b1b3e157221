/** A node's counters and gauges for Micrometer. */
package io.matriarch.micrometer;
