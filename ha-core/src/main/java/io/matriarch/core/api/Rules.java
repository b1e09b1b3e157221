package io.matriarch.core.api;

import io.matriarch.core.internal.policy.FactSet;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.internal.policy.rules.RuleTable;
import java.util.List;
import java.util.stream.Stream;

/** The table by which every node decides, to be read. Constant; any thread. */
public final class Rules {

  /**
   * Rows that deal with one kind of situation.
   *
   * @param name its name
   * @param entered facts that must hold for it to be looked at
   * @param notEntered facts that must not
   * @param rows in order: the first that matches decides
   */
  public record Section(
      String name, List<String> entered, List<String> notEntered, List<Row> rows) {
    /** Keeps copies. */
    public Section {
      entered = List.copyOf(entered);
      notEntered = List.copyOf(notEntered);
      rows = List.copyOf(rows);
    }
  }

  /**
   * One rule.
   *
   * @param id as in {@link Explanation#rule}
   * @param title what it is for
   * @param needs facts that must hold
   * @param unless facts that must not
   */
  public record Row(String id, String title, List<String> needs, List<String> unless) {
    /** Keeps copies. */
    public Row {
      needs = List.copyOf(needs);
      unless = List.copyOf(unless);
    }
  }

  private Rules() {}

  /**
   * The first section is looked at in every situation; if none of its rows matches, the first of
   * the others that is entered decides.
   *
   * @return all sections, in the order in which they are looked at
   */
  public static List<Section> table() {
    return Stream.concat(Stream.of(RuleTable.FENCING), RuleTable.SECTIONS.stream())
        .map(
            section ->
                new Section(
                    section.name(),
                    names(section.entered()),
                    names(section.notEntered()),
                    section.rows().stream().map(Rules::row).toList()))
        .toList();
  }

  private static Row row(Rule rule) {
    return new Row(rule.id(), rule.title(), names(rule.required()), names(rule.forbidden()));
  }

  private static List<String> names(FactSet facts) {
    return facts.toList().stream().map(Enum::name).toList();
  }
}
