package io.matriarch.testkit.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A rule of a page below {@code docs/spec}.
 *
 * @param id its number
 * @param text what a store does
 * @param why what it is for, or why nobody can ask
 */
record SpecifiedRule(String id, String text, String why) {
  private static final Path PAGES = Path.of("../docs/spec");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ([A-Z]\\d\\d) \\| (.*?) \\| (.*?) \\|$");

  static List<SpecifiedRule> allOf(String page) throws IOException {
    return ROW.matcher(Files.readString(PAGES.resolve(page)))
        .results()
        .map(row -> new SpecifiedRule(row.group(1), row.group(2), row.group(3)))
        .toList();
  }

  boolean isAsked() {
    return !why.startsWith("Not asked: ");
  }

  /** What its test is called. */
  String title() {
    return id + " " + text;
  }
}
