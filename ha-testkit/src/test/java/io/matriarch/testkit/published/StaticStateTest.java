package io.matriarch.testkit.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes of one JVM have nothing in common but what they were both given. */
class StaticStateTest {

  /**
   * PostgreSQL's driver makes socket factories itself, from a text: what is meant has to lie
   * somewhere.
   */
  private static final List<String> UNAVOIDABLE =
      List.of("TenureSocketFactory.CLOAKROOM: Map<String, Tenure>");

  @Test
  void noLibraryKeepsAnythingInStaticFields() throws IOException {
    List<Path> files =
        Module.libraries().stream()
            .filter(module -> !module.artifact().equals("ha-cli")) // A program, once in its JVM.
            .flatMap(module -> module.files().map(module.sources()::resolve))
            .toList();
    assertThat(files).hasSizeGreaterThan(300);

    assertThat(StaticFields.mutable(files)).containsExactlyElementsOf(UNAVOIDABLE);
  }

  @Test
  void whatCanChangeIsFound(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("A.java"),
            """
            final class A {
              private static int counter;
              private static final List<String> NAMES = new ArrayList<>();
              private static final List<String> GOOD = List.of("a");
              private static final AtomicLong IDS = new AtomicLong();
              private static final ThreadLocal<String> HERE = new ThreadLocal<>();
              private static final byte[] SAMPLE = {1};
              private static final byte[] NOTHING = {};
              private static final char[] NONE = new char[0];
              private static final A INSTANCE = new A();
              private static final B VALUE = new B(1);
              private record B(int size) {
                static String last;
              }
            }
            """);

    assertThat(StaticFields.mutable(List.of(file)))
        .containsExactly(
            "A.counter: int",
            "A.NAMES: List<String>",
            "A.IDS: AtomicLong",
            "A.HERE: ThreadLocal<String>",
            "A.SAMPLE: byte[]",
            "A.INSTANCE: A",
            "B.last: String");
  }
}
