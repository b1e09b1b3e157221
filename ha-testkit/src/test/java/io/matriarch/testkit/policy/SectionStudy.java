package io.matriarch.testkit.policy;

import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.FactSet;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.internal.policy.Section;
import io.matriarch.core.internal.policy.rules.RuleTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** One section with everything that can be true when the router has picked it. */
final class SectionStudy {
  /** Facts that the properties of the table are about. */
  private static final FactSet INTERESTING =
      FactSet.of(Fact.PRIMARY, Fact.LEASE_HELD, Fact.PAUSED, Fact.MODE_NOT_BUILT);

  private final Section section;
  private final Combinations combinations;

  private SectionStudy(Section section, List<Clause> circumstances) {
    this.section = section;
    FactSet relevant = INTERESTING.union(section.entered()).union(section.notEntered());
    for (Rule row : section.rows()) {
      relevant = relevant.union(row.required()).union(row.forbidden());
    }
    for (Clause circumstance : circumstances) {
      relevant = relevant.union(circumstance.facts());
    }
    List<Clause> clauses = new ArrayList<>(FactConstraints.ALL);
    clauses.addAll(circumstances);
    this.combinations = new Combinations(relevant, clauses);
  }

  static SectionStudy ofFencing() {
    return new SectionStudy(RuleTable.FENCING, List.of());
  }

  /** No fencing row has matched, no earlier section was picked, this one was. */
  static SectionStudy of(Section section) {
    List<Clause> circumstances = new ArrayList<>();
    for (Rule row : RuleTable.FENCING.rows()) {
      circumstances.add(Clause.notTogether(row.required(), row.forbidden()));
    }
    for (Section earlier : RuleTable.SECTIONS) {
      if (earlier == section) {
        break;
      }
      circumstances.add(Clause.notTogether(earlier.entered(), earlier.notEntered()));
    }
    section
        .entered()
        .toList()
        .forEach(f -> circumstances.add(new Clause(FactSet.of(f), FactSet.EMPTY)));
    section
        .notEntered()
        .toList()
        .forEach(f -> circumstances.add(new Clause(FactSet.EMPTY, FactSet.of(f))));
    return new SectionStudy(section, circumstances);
  }

  /** Calls for every combination that can occur, with the row that decides if one does. */
  void forEach(BiConsumer<FactSet, Optional<Rule>> visitor) {
    combinations.forEach(facts -> visitor.accept(facts, decides(facts)));
  }

  private Optional<Rule> decides(FactSet facts) {
    for (Rule row : section.rows()) {
      if (row.matches(facts)) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }
}
