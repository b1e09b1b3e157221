package io.matriarch.core.internal.policy;

import java.util.List;

/**
 * A block of rows that deals with one kind of situation completely: its last row matches whatever
 * the rows before it leave.
 *
 * @param name for tables and tests
 * @param entered facts with which the router picks this section
 * @param notEntered facts with which it does not
 * @param rows in order; the first match decides
 */
public record Section(String name, FactSet entered, FactSet notEntered, List<Rule> rows) {
  public Section {
    rows = List.copyOf(rows);
  }

  boolean takes(FactSet facts) {
    return facts.hasAll(entered) && facts.hasNone(notEntered);
  }

  /** The same section with one row replaced by another of the same id. */
  public Section replacing(Rule replacement) {
    return new Section(
        name,
        entered,
        notEntered,
        rows.stream().map(row -> row.id().equals(replacement.id()) ? replacement : row).toList());
  }
}
