package io.matriarch.cli.format;

import java.util.ArrayList;
import java.util.List;

/** A table as a grid of plus, minus and bar. */
public final class PrettyTable {
  private final Table table;
  private final List<List<List<String>>> cells;
  private final int[] widths;

  private PrettyTable(Table table) {
    this.table = table;
    this.cells =
        table.rows().stream()
            .map(row -> row.stream().map(cell -> Table.text(cell).lines().toList()).toList())
            .toList();
    this.widths = widths();
  }

  /**
   * @param title written over the first rule, cut to fit; empty for none
   */
  public static String render(Table table, String title) {
    return new PrettyTable(table).render(title);
  }

  private String render(String title) {
    String rule = rule();
    List<String> lines = new ArrayList<>();
    lines.add(over(rule, title));
    if (!table.columns().isEmpty()) {
      lines.add(line(table.columns().stream().map(Column::title).toList()));
      lines.add(rule);
    }
    boolean ruled = cells.stream().flatMap(List::stream).anyMatch(cell -> cell.size() > 1);
    for (List<List<String>> row : cells) {
      int height = row.stream().mapToInt(List::size).max().orElse(0);
      for (int i = 0; i < Math.max(1, height); i++) {
        int at = i;
        lines.add(line(row.stream().map(cell -> at < cell.size() ? cell.get(at) : "").toList()));
      }
      if (ruled) {
        lines.add(rule);
      }
    }
    if (!ruled) {
      lines.add(rule);
    }
    return String.join("\n", lines);
  }

  private int[] widths() {
    int count = Math.max(table.columns().size(), cells.isEmpty() ? 0 : cells.get(0).size());
    int[] result = new int[count];
    for (int i = 0; i < count; i++) {
      int width = i < table.columns().size() ? width(table.columns().get(i).title()) : 0;
      for (List<List<String>> row : cells) {
        width = Math.max(width, row.get(i).stream().mapToInt(PrettyTable::width).max().orElse(0));
      }
      result[i] = width;
    }
    return result;
  }

  private String rule() {
    StringBuilder rule = new StringBuilder("+");
    for (int width : widths) {
      rule.append("-".repeat(width + 2)).append('+');
    }
    return rule.toString();
  }

  private String line(List<String> texts) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < texts.size(); i++) {
      String padding = " ".repeat(widths[i] - width(texts.get(i)));
      boolean right = i < table.columns().size() && table.columns().get(i).rightAligned();
      line.append(' ').append(right ? padding + texts.get(i) : texts.get(i) + padding).append(" |");
    }
    return line.toString();
  }

  private static String over(String rule, String title) {
    if (title.isEmpty()) {
      return rule;
    }
    int room = Math.max(0, rule.length() - 2);
    String shown = title.length() <= room ? title : title.substring(0, room);
    return rule.charAt(0) + shown + rule.substring(1 + shown.length());
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
