package io.matriarch.testkit.docs;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One line of the list of compatibility.
 *
 * @param evidence what shows it, or why it is not so yet
 */
record Statement(int number, String level, String what, String state, String evidence) {
  private static final Pattern LINE = Pattern.compile("(?m)^\\| (\\d+) \\|(.*)\\|$");
  private static final Pattern TEST =
      Pattern.compile("`([^`]+\\.scenario|\\w+Test\\.\\w+|\\w+EndToEnd\\.\\w+)`");

  static List<Statement> allIn(String page) {
    return LINE.matcher(page).results().map(Statement::of).toList();
  }

  private static Statement of(MatchResult line) {
    List<String> cells = Arrays.stream(line.group(2).split("\\|", -1)).map(String::strip).toList();
    if (cells.size() != 4) {
      throw new IllegalArgumentException("statement " + line.group(1) + ": not five columns");
    }
    return new Statement(
        Integer.parseInt(line.group(1)), cells.get(0), cells.get(1), cells.get(2), cells.get(3));
  }

  /** Names of test methods and of scenario files. */
  List<String> tests() {
    return TEST.matcher(evidence).results().map(found -> found.group(1)).toList();
  }
}
