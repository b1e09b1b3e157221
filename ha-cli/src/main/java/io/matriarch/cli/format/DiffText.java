package io.matriarch.cli.format;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;
import java.util.stream.Collectors;

/** Differences between two texts in the unified form. */
public final class DiffText {
  private static final int CONTEXT = 3;
  private static final String RED = "\u001b[31m";
  private static final String GREEN = "\u001b[32m";
  private static final String CYAN = "\u001b[36m";
  private static final String PLAIN = "\u001b[0m";

  private DiffText() {}

  /** Without the last line break; empty if there is no difference. */
  public static String unified(String before, String after) {
    List<String> old = before.lines().toList();
    List<String> lines =
        UnifiedDiffUtils.generateUnifiedDiff(
            "", "", old, DiffUtils.diff(old, after.lines().toList()), CONTEXT);
    return String.join("\n", lines);
  }

  public static String coloured(String diff) {
    return diff.lines().map(DiffText::colouredLine).collect(Collectors.joining("\n"));
  }

  private static String colouredLine(String line) {
    String colour =
        switch (line.isEmpty() ? ' ' : line.charAt(0)) {
          case '-' -> RED;
          case '+' -> GREEN;
          case '@' -> CYAN;
          default -> "";
        };
    return colour.isEmpty() ? line : colour + line + PLAIN;
  }
}
