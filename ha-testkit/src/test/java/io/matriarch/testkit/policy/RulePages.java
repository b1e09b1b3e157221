package io.matriarch.testkit.policy;

import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.FactSet;
import io.matriarch.core.internal.policy.Plan;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.internal.policy.Section;
import io.matriarch.core.internal.policy.rules.RuleTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints the rule table for people, with the scenarios that show each row at work. */
final class RulePages {
  private static final String SCENARIOS = "../ha-testkit/src/test/resources/scenarios/";
  private static final String HEAD =
      """
      # Rules

      <!-- Written by RulePagesTest; to write it anew: -Drules.rewrite=true -->

      All facts of a node's situation are found first. The fencing rows are looked at in every
      situation. If none of them matches, the first section that is entered decides, by its first
      row that matches. The row's id stands in the log, in the status pages and in
      `/ha/explain`; it is never reused.

      *Lease* says what is wanted of the lease, *Intent* what is wanted of everything else.
      """;

  private RulePages() {}

  /**
   * @param scenarios names of the scenario files, by row
   */
  static String print(Map<String, List<String>> scenarios) {
    StringBuilder page = new StringBuilder(HEAD);
    print(RuleTable.FENCING, "in every situation, first", scenarios, page);
    for (Section section : RuleTable.SECTIONS) {
      print(section, entered(section), scenarios, page);
    }
    return page.toString();
  }

  private static void print(
      Section section, String entered, Map<String, List<String>> scenarios, StringBuilder page) {
    page.append("\n## ")
        .append(section.name())
        .append("\n\nEntered: ")
        .append(entered)
        .append(
            ".\n\n| Row | What for | Needs | Unless | Lease | Intent | Scenarios |\n"
                + "| --- | --- | --- | --- | --- | --- | --- |\n");
    for (Rule row : section.rows()) {
      Plan plan = SamplePlans.of(row);
      page.append("| ")
          .append(
              String.join(
                  " | ",
                  row.id(),
                  row.title(),
                  facts(row.required()),
                  facts(row.forbidden()),
                  plan.lease().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                  SamplePlans.intent(plan).toLowerCase(Locale.ROOT).replace(" other", ""),
                  links(scenarios.getOrDefault(row.id(), List.of()))))
          .append(" |\n");
    }
  }

  private static String entered(Section section) {
    String on = facts(section.entered());
    String off = facts(section.notEntered());
    String when = on.isEmpty() ? "" : "when " + on;
    String unless = off.isEmpty() ? "" : "unless " + off;
    String both = (when + " " + unless).strip();
    return both.isEmpty() ? "otherwise" : both;
  }

  private static String facts(FactSet facts) {
    return facts.toList().stream().map(Fact::name).collect(Collectors.joining(", "));
  }

  private static String links(List<String> files) {
    return files.stream()
        .map(file -> "[" + file.replace(".scenario", "") + "](" + SCENARIOS + file + ")")
        .collect(Collectors.joining(", "));
  }
}
