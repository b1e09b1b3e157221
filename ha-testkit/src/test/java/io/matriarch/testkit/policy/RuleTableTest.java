package io.matriarch.testkit.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.FactSet;
import io.matriarch.core.internal.policy.Intent;
import io.matriarch.core.internal.policy.LeaseStance;
import io.matriarch.core.internal.policy.Plan;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.internal.policy.Section;
import io.matriarch.core.internal.policy.rules.RuleTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be said of the table without running anything. */
class RuleTableTest {

  static Stream<Section> sections() {
    return RuleTable.SECTIONS.stream();
  }

  static Stream<Section> allSections() {
    return Stream.concat(Stream.of(RuleTable.FENCING), sections());
  }

  private static SectionStudy study(Section section) {
    return section == RuleTable.FENCING ? SectionStudy.ofFencing() : SectionStudy.of(section);
  }

  @Test
  void factsFitIntoOneWord() {
    assertThat(Fact.values()).hasSizeLessThanOrEqualTo(Long.SIZE);
  }

  @Test
  void idsAreUniqueAndWellFormed() {
    List<String> ids = allSections().flatMap(s -> s.rows().stream()).map(Rule::id).toList();

    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[1-9]\\d\\d\\.\\d\\d"));
  }

  @Test
  void idsAscendWithinASectionAndSectionsDoNotMix() {
    Set<String> hundreds = new LinkedHashSet<>();
    allSections()
        .forEach(
            section -> {
              List<String> ids = section.rows().stream().map(Rule::id).toList();
              assertThat(ids).as(section.name()).isSorted();
              String number = ids.get(0).substring(0, 3);
              assertThat(ids).as(section.name()).allMatch(id -> id.startsWith(number));
              assertThat(hundreds.add(number)).as(section.name()).isTrue();
            });
  }

  @ParameterizedTest
  @MethodSource("sections")
  void everySectionAnswersEverySituationThatCanOccur(Section section) {
    List<FactSet> unanswered = new ArrayList<>();

    study(section)
        .forEach(
            (facts, row) -> {
              if (row.isEmpty() && unanswered.size() < 3) {
                unanswered.add(facts);
              }
            });

    assertThat(unanswered).as(section.name()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("allSections")
  void everyRowDecidesInSomeSituationThatCanOccur(Section section) {
    Set<String> silent = new TreeSet<>();
    section.rows().forEach(row -> silent.add(row.id()));

    study(section).forEach((facts, row) -> row.ifPresent(r -> silent.remove(r.id())));

    assertThat(silent).as("rows in the shadow of others, or for what cannot be").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("allSections")
  void leadershipIsNeverGivenUpWhileTheResourceMayWrite(Section section) {
    neverInPlans(
        section, plan -> plan.lease() == LeaseStance.RELEASE, facts -> facts.has(Fact.PRIMARY));
  }

  @ParameterizedTest
  @MethodSource("allSections")
  void nobodyRacesInAModeThatIsNotBuilt(Section section) {
    FactSet oursAlready =
        FactSet.of(
            Fact.CLAIM_OPEN, Fact.KEY_IS_OURS, Fact.KEY_ADOPTABLE, Fact.INITIALIZATION_IS_OURS);
    neverInPlans(
        section,
        plan -> plan.lease() == LeaseStance.CLAIM,
        facts -> facts.has(Fact.MODE_NOT_BUILT) && facts.hasNone(oursAlready));
  }

  @ParameterizedTest
  @MethodSource("allSections")
  void nothingIsBegunInPause(Section section) {
    neverInPlans(
        section,
        plan -> !(plan.intent() instanceof Intent.Hold || plan.intent() instanceof Intent.Cancel),
        facts ->
            facts.has(Fact.PAUSED)
                && !facts.has(Fact.SHUTDOWN_REQUESTED)
                && !facts.has(Fact.TASK_RUNNING));
  }

  @ParameterizedTest
  @MethodSource("allSections")
  void nothingIsMadePrimaryWithoutAPermitButANewCluster(Section section) {
    for (Rule row : section.rows()) {
      Intent intent = SamplePlans.of(row).intent();
      if (intent instanceof Intent.Run run && run.spec().makesPrimary()) {
        FactSet required = row.required().union(section.entered());
        boolean newCluster =
            run.spec() instanceof TaskSpec.Bootstrap
                && required.has(Fact.INITIALIZATION_IS_OURS)
                && required.has(Fact.DATA_EMPTY);
        assertThat(required.has(Fact.PERMIT_VALID) || newCluster).as(row.id()).isTrue();
      }
    }
  }

  private static void neverInPlans(
      Section section, Predicate<Plan> plans, Predicate<FactSet> situations) {
    Map<String, Plan> known = new HashMap<>();
    Map<String, FactSet> found = new HashMap<>();

    study(section)
        .forEach(
            (facts, row) ->
                row.filter(r -> !found.containsKey(r.id()) && situations.test(facts))
                    .filter(r -> plans.test(known.computeIfAbsent(r.id(), id -> SamplePlans.of(r))))
                    .ifPresent(r -> found.put(r.id(), facts)));

    assertThat(found).as("rows that do it, and when").isEmpty();
  }
}
