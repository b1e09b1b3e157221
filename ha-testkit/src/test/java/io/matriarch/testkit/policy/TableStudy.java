package io.matriarch.testkit.policy;

import io.matriarch.core.internal.policy.Clause;
import io.matriarch.core.internal.policy.FactConstraints;
import io.matriarch.core.internal.policy.FactSet;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.internal.policy.Section;
import io.matriarch.core.internal.policy.rules.RuleTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A rule table as an object of study: in which situations what decides.
 *
 * @param fencing looked at first
 * @param sections in the router's order
 * @param constraints what is true of every situation
 */
record TableStudy(Section fencing, List<Section> sections, List<Clause> constraints) {

  static TableStudy ofTheTable() {
    return new TableStudy(RuleTable.FENCING, RuleTable.SECTIONS, FactConstraints.ALL);
  }

  Stream<Section> all() {
    return Stream.concat(Stream.of(fencing), sections.stream());
  }

  Stream<Rule> rows() {
    return all().flatMap(section -> section.rows().stream());
  }

  /** A situation in which no fencing row matches and the router finds no section. */
  Optional<FactSet> unrouted() {
    return Situations.where(beyond(sections));
  }

  /** A situation that comes to this section and in which none of its rows decides. */
  Optional<FactSet> unanswered(Section section) {
    List<Clause> clauses = at(section);
    section.rows().forEach(row -> clauses.add(unmatched(row)));
    return Situations.where(clauses);
  }

  /** A situation that comes to the row's section and that the row would match. */
  Optional<FactSet> matching(Section section, Rule row) {
    List<Clause> clauses = at(section);
    clauses.addAll(exactly(row.required(), row.forbidden()));
    return Situations.where(clauses);
  }

  /** A situation in which this row decides, and in which more is true. */
  Optional<FactSet> decided(Section section, Rule row, List<Clause> more) {
    List<Clause> clauses = at(section);
    section.rows().stream()
        .takeWhile(earlier -> earlier != row)
        .forEach(earlier -> clauses.add(unmatched(earlier)));
    clauses.addAll(exactly(row.required(), row.forbidden()));
    clauses.addAll(more);
    return Situations.where(clauses);
  }

  /** All of these hold and none of those. */
  static List<Clause> exactly(FactSet holding, FactSet missing) {
    return Stream.concat(
            holding.toList().stream().map(fact -> new Clause(FactSet.of(fact), FactSet.EMPTY)),
            missing.toList().stream().map(fact -> new Clause(FactSet.EMPTY, FactSet.of(fact))))
        .toList();
  }

  private List<Clause> at(Section section) {
    if (section == fencing) {
      return new ArrayList<>(constraints);
    }
    List<Clause> clauses = beyond(sections.subList(0, sections.indexOf(section)));
    clauses.addAll(exactly(section.entered(), section.notEntered()));
    return clauses;
  }

  /** No fencing row matched, and none of these sections was picked. */
  private List<Clause> beyond(List<Section> earlier) {
    List<Clause> clauses = new ArrayList<>(constraints);
    fencing.rows().forEach(row -> clauses.add(unmatched(row)));
    earlier.forEach(s -> clauses.add(new Clause(s.notEntered(), s.entered())));
    return clauses;
  }

  private static Clause unmatched(Rule row) {
    return new Clause(row.forbidden(), row.required());
  }
}
