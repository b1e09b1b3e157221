/** A cluster of real processes on one machine: started, watched, broken and cleaned away. */
package io.matriarch.examples.quickstart.cluster;
