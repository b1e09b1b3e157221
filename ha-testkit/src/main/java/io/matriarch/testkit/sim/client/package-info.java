/** Those who write, and the record of what they were promised. */
package io.matriarch.testkit.sim.client;
