/** Leader elections with real threads and clocks on a store in memory. */
package io.matriarch.testkit.election;
