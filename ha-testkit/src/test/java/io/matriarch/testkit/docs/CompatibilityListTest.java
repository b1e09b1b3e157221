package io.matriarch.testkit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code docs/compatibility.md} claims is shown by tests that there are. */
class CompatibilityListTest {
  private static final Path ROOT = Path.of("..");
  private static final int ALL = 185;
  private static final List<String> LEVELS = List.of("core", "expected", "advanced");
  private static final List<String> STATES = List.of("yes", "partly", "not yet", "does not apply");

  private static String page;
  private static List<Statement> statements;

  @BeforeAll
  static void read() throws IOException {
    page = Files.readString(ROOT.resolve("docs/compatibility.md"));
    statements = Statement.allIn(page);
  }

  @Test
  void everyStatementIsThereOnceAndInOrder() {
    assertThat(statements)
        .extracting(Statement::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, ALL).boxed().toList());
  }

  @Test
  void everyStatementIsCompleteInKnownWords() {
    assertThat(statements).extracting(Statement::level).isSubsetOf(LEVELS);
    assertThat(statements).extracting(Statement::state).isSubsetOf(STATES);
    assertThat(statements)
        .filteredOn(statement -> statement.what().isBlank() || statement.evidence().isBlank())
        .isEmpty();
  }

  @Test
  void whateverIsSoIsShownByATest() {
    assertThat(statements.stream().filter(s -> s.state().equals("yes")))
        .filteredOn(statement -> statement.tests().isEmpty())
        .extracting(Statement::number)
        .isEmpty();
  }

  @Test
  void everyTestThatIsNamedIsThere() throws IOException {
    TestNames names = TestNames.below(ROOT);

    assertThat(names.exists("CompatibilityListTest.everyTestThatIsNamedIsThere")).isTrue();
    assertThat(names.exists("CompatibilityListTest.read")).as("no test").isFalse();
    assertThat(statements.stream().flatMap(s -> s.tests().stream()))
        .filteredOn(name -> !names.exists(name))
        .as("named and not there")
        .isEmpty();
  }

  @Test
  void theCountsAreRight() {
    List<String> counts = new ArrayList<>();
    for (String level : LEVELS) {
      counts.add(row(level, statements.stream().filter(s -> s.level().equals(level)).toList()));
    }
    counts.add(row("all", statements));

    assertThat(page).contains(String.join("\n", counts) + "\n");
  }

  private static String row(String title, List<Statement> counted) {
    Stream<Long> states =
        STATES.stream().map(state -> counted.stream().filter(s -> s.state().equals(state)).count());
    List<String> cells =
        Stream.concat(
                Stream.of(title),
                Stream.concat(states, Stream.of((long) counted.size())).map(String::valueOf))
            .toList();
    return "| " + String.join(" | ", cells) + " |";
  }
}
