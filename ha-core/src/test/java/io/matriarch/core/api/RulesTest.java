package io.matriarch.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RulesTest {

  @Test
  void theTableIsWholeAndItsRowsHaveNamesAndTitles() {
    List<Rules.Section> table = Rules.table();

    assertThat(table.get(0).name()).isEqualTo("fencing");
    assertThat(table)
        .extracting(Rules.Section::name)
        .doesNotHaveDuplicates()
        .hasSizeGreaterThan(10);
    List<Rules.Row> rows = table.stream().flatMap(section -> section.rows().stream()).toList();
    assertThat(rows)
        .extracting(Rules.Row::id)
        .doesNotHaveDuplicates()
        .allMatch(r -> r.matches("\\d{3}\\.\\d{2}"));
    assertThat(rows).extracting(Rules.Row::title).allMatch(title -> !title.isBlank());
  }

  @Test
  void factsAreNamed() {
    Rules.Section shutdown =
        Rules.table().stream().filter(s -> s.name().equals("shutdown")).findFirst().orElseThrow();

    assertThat(shutdown.entered()).containsExactly("SHUTDOWN_REQUESTED");
    assertThat(shutdown.rows().get(0).needs()).containsExactly("PAUSED");
  }
}
