package io.matriarch.core.internal.policy;

import io.matriarch.core.internal.policy.rules.RuleTable;
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
    return decide(situation, facts(situation), List.of(fencing));
  }

  private Optional<Decision> decide(Situation situation, FactSet facts) {
    Optional<Decision> fence = decide(situation, facts, List.of(fencing));
    return fence.isPresent()
        ? fence
        : decide(situation, facts, List.of(fencing, sectionFor(facts)));
  }

  private Section sectionFor(FactSet facts) {
    for (Section section : sections) {
      if (section.takes(facts)) {
        return section;
      }
    }
    throw new IllegalStateException("no section takes " + facts.toList());
  }

  /** By the first row of the last section that matches; none of the earlier ones has one. */
  private static Optional<Decision> decide(
      Situation situation, FactSet facts, List<Section> looked) {
    for (Rule rule : looked.get(looked.size() - 1).rows()) {
      if (rule.matches(facts)) {
        Plan plan = rule.plan().apply(situation);
        return Optional.of(new Decision(rule, plan, facts, looked, situation.verdict().reasons()));
      }
    }
    return Optional.empty();
  }
}
