package io.matriarch.core.internal.policy;

import io.matriarch.core.internal.policy.rules.RuleTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides: facts first, then the fencing rows, then exactly one section, the first match in order.
 *
 * @param finders who computes the facts
 * @param fencing rows that are looked at in every situation; the only section that may not match
 * @param sections in the router's order; the last one takes whatever is left
 */
public record HaPolicy(List<FactFinder> finders, Section fencing, List<Section> sections) {

  public HaPolicy {
    finders = List.copyOf(finders);
    sections = List.copyOf(sections);
  }

  public static HaPolicy standard() {
    return new HaPolicy(
        List.of(
            new ViewFacts(),
            new PermitFacts(),
            new FailsafeFacts(),
            new ResourceFacts(),
            new TaskFacts(),
            new WatchdogFacts(),
            new ElectionFacts(),
            new StatelessFacts()),
        RuleTable.FENCING,
        RuleTable.SECTIONS);
  }

  public FactSet facts(Situation situation) {
    FactSet facts = FactSet.EMPTY;
    for (FactFinder finder : finders) {
      facts = facts.union(finder.find(situation));
    }
    return facts;
  }

  /** The complete decision. */
  public Decision decide(Situation situation) {
    return decide(situation, facts(situation)).orElseThrow();
  }

  /** Only what must not wait for a fresh look at the world; empty if nothing of that is due. */
  public Optional<Decision> decideFencing(Situation situation) {
    FactSet facts = facts(situation);
    return firstMatch(fencing, situation, facts, new ArrayList<>());
  }

  private Optional<Decision> decide(Situation situation, FactSet facts) {
    List<String> tried = new ArrayList<>();
    Optional<Decision> fence = firstMatch(fencing, situation, facts, tried);
    if (fence.isPresent()) {
      return fence;
    }
    Section section =
        sections.stream().filter(candidate -> candidate.takes(facts)).findFirst().orElseThrow();
    return firstMatch(section, situation, facts, tried);
  }

  private static Optional<Decision> firstMatch(
      Section section, Situation situation, FactSet facts, List<String> tried) {
    for (Rule rule : section.rows()) {
      if (rule.matches(facts)) {
        return Optional.of(
            new Decision(
                rule, rule.plan().apply(situation), facts, tried, situation.verdict().reasons()));
      }
      tried.add(rule.id());
    }
    return Optional.empty();
  }
}
