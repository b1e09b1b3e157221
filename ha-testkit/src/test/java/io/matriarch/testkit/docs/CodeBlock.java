package io.matriarch.testkit.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Java code in a page of the documentation.
 *
 * @param place page and line, for messages
 * @param source the file that it is said to be taken from, below the project's folder; empty if the
 *     page does not say
 * @param code the lines
 */
record CodeBlock(String place, String source, String code) {
  private static final Pattern BLOCK =
      Pattern.compile("(?m)(?:^<!-- from (\\S+) -->\\n)?^```java\\n((?s:.*?)\\n)```$");

  static List<CodeBlock> allIn(Path page) {
    String text = read(page);
    return BLOCK.matcher(text).results().map(block -> of(page, text, block)).toList();
  }

  private static CodeBlock of(Path page, String text, MatchResult block) {
    long line = text.substring(0, block.start(2)).lines().count();
    return new CodeBlock(
        page.getFileName() + ", line " + line,
        Optional.ofNullable(block.group(1)).orElse(""),
        block.group(2));
  }

  /** Whether it is code that a test runs, line by line; only its indentation may differ. */
  boolean isTaken(Path root) {
    boolean tested = source.startsWith("examples/") || source.contains("/src/test/java/");
    Path file = root.resolve(source);
    return tested && Files.isRegularFile(file) && unindented(read(file)).contains(unindented(code));
  }

  private static String unindented(String lines) {
    return "\n" + lines.replaceAll("(?m)^ +", "");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
