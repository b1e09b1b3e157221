/** A writer, what it was promised, and what became of it. */
package io.matriarch.examples.quickstart.load;
