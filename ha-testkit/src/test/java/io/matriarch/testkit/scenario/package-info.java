/**
 * Scenarios: text files that drive one node's machine through a scripted environment and show what
 * it decides. They are reviewed like code; run with {@code -Dscenario.rewrite=true} to write what
 * happens into the files, and read the difference.
 *
 * <p>A line is a command, or a comment after {@code #}, or (after a bar) what the command led to.
 * The comment {@code # rows: …} names the rows that the scenario is about: each of them must fire,
 * and every row of the table must be named by some scenario.
 */
package io.matriarch.testkit.scenario;
