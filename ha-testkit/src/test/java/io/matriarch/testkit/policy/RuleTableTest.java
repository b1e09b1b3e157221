package io.matriarch.testkit.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.FactSet;
import io.matriarch.core.internal.policy.Intent;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.internal.policy.Section;
import io.matriarch.core.internal.policy.rules.RuleTable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be said of the table without running anything. */
class RuleTableTest {
  /** Visiting all situations takes long: once for each section. */
  private static final Map<String, SectionFindings> FOUND = new ConcurrentHashMap<>();

  static Stream<Section> sections() {
    return RuleTable.SECTIONS.stream();
  }

  static Stream<Section> allSections() {
    return Stream.concat(Stream.of(RuleTable.FENCING), sections());
  }

  private static SectionFindings findings(Section section) {
    return FOUND.computeIfAbsent(section.name(), name -> SectionFindings.of(section));
  }

  @Test
  void factsFitIntoTwoWords() {
    assertThat(Fact.values()).hasSizeLessThanOrEqualTo(2 * Long.SIZE);
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
    assertThat(findings(section).unanswered()).as(section.name()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("allSections")
  void everyRowDecidesInSomeSituationThatCanOccur(Section section) {
    assertThat(findings(section).silent())
        .as("rows in the shadow of others, or for what cannot be")
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("allSections")
  void leadershipIsNeverGivenUpWhileTheResourceMayWrite(Section section) {
    assertThat(findings(section).givingUp()).as("rows that do it, and when").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("allSections")
  void nobodyRacesInAModeThatIsNotBuilt(Section section) {
    assertThat(findings(section).racing()).as("rows that do it, and when").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("allSections")
  void nothingIsBegunInPauseUnlessSomebodyAskedForIt(Section section) {
    assertThat(findings(section).begunInPause()).as("rows that do it, and when").isEmpty();
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
}
