/** Real faults on real processes, and what a writer on every node saw of them. */
package io.matriarch.examples.quickstart.faults;
