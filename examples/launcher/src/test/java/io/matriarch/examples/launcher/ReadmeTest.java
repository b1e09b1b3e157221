package io.matriarch.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the README shows")
class ReadmeTest {
  private static final Path README = Path.of("../../README.md");
  private static final Path SOURCE =
      Path.of("src/test/java/io/matriarch/examples/launcher/Embedding.java");

  @Test
  @DisplayName("is code that compiles")
  void embeddingExampleIsTheCompiledOne() throws IOException {
    String source = Files.readString(SOURCE);
    String example =
        source.substring(
            source.indexOf("// begin\n") + "// begin\n".length(), source.indexOf("    // end"));

    assertThat(Files.readString(README)).contains(example.replaceAll("(?m)^    ", ""));
  }
}
