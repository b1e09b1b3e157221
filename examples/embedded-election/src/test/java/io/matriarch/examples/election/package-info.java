/** The example in real processes, which are stopped, continued and killed. */
package io.matriarch.examples.election;
