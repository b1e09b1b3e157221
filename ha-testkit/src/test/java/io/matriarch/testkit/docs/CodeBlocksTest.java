package io.matriarch.testkit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader copies what a page shows: it is code that compiles, and that a test runs. */
class CodeBlocksTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void everyBlockOfJavaIsTakenFromAnExampleOrATest() throws IOException {
    List<CodeBlock> blocks = pages().flatMap(page -> CodeBlock.allIn(page).stream()).toList();

    assertThat(blocks).isNotEmpty();
    assertThat(blocks).filteredOn(block -> !block.isTaken(ROOT)).isEmpty();
  }

  @Test
  void whatIsNotThereOrNamesNoSourceIsFound(@TempDir Path folder) throws IOException {
    Path example = Files.createDirectories(folder.resolve("examples/one")).resolve("A.java");
    Files.writeString(example, "class A {\n  int a() {\n    return 1;\n  }\n}\n");
    Path page = folder.resolve("page.md");
    Files.writeString(
        page,
        """
        Text.

        <!-- from examples/one/A.java -->
        ```java
        int a() {
          return 1;
        }
        ```

        ```java
        int a() {
        ```

        <!-- from examples/one/A.java -->
        ```java
        return 2;
        ```

        <!-- from examples/one/A.java -->
        ```java
        A {
        ```
        """);

    assertThat(CodeBlock.allIn(page))
        .extracting(block -> block.isTaken(folder))
        .containsExactly(true, false, false, false);
  }

  private static Stream<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
        Stream<Path> top = Files.list(ROOT)) {
      return Stream.concat(docs, top)
          .filter(page -> page.toString().endsWith(".md"))
          .toList()
          .stream();
    }
  }
}
