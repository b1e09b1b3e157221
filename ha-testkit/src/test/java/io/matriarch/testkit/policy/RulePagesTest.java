package io.matriarch.testkit.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.testkit.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The page about the rules says what the table says. */
class RulePagesTest {
  private static final Path PAGE = Path.of("../docs/rules.md");
  private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");

  @Test
  void thePageShowsTheTableAsItIs() throws IOException {
    Map<String, List<String>> byRow = new TreeMap<>();
    for (Scenario scenario : Scenario.allIn(SCENARIOS)) {
      for (String row : scenario.rows()) {
        byRow.computeIfAbsent(row, id -> new ArrayList<>()).add(scenario.name());
      }
    }

    String page = RulePages.print(byRow);

    if (Boolean.getBoolean("rules.rewrite")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("docs/rules.md; write it anew with -Drules.rewrite=true")
        .isEqualTo(page);
  }
}
