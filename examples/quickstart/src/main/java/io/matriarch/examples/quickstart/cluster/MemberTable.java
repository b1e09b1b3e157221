package io.matriarch.examples.quickstart.cluster;

import io.matriarch.core.model.Lsn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cluster as a table, in the layout of {@code patronictl list}. */
public final class MemberTable {
  private static final List<String> HEADINGS =
      List.of("Member", "Host", "Role", "State", "TL", "Receive LSN", "Lag", "Replay LSN", "Lag");
  private static final int FIRST_RIGHT_ALIGNED = 4;
  private static final int MEGABYTE = 20;

  /** One node; without a status if it does not answer. */
  public record Row(String name, String host, boolean leader, Optional<MemberStatus> status) {}

  private MemberTable() {}

  /** The table's lines. */
  public static List<String> lines(String title, List<Row> rows) {
    Optional<Long> end =
        rows.stream()
            .filter(Row::leader)
            .findFirst()
            .flatMap(Row::status)
            .flatMap(MemberStatus::position);
    List<List<String>> cells = new ArrayList<>(List.of(HEADINGS));
    rows.forEach(row -> cells.add(cells(row, end)));
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < HEADINGS.size(); column++) {
      int at = column;
      widths.add(cells.stream().mapToInt(line -> line.get(at).length()).max().orElse(0));
    }
    String rule = rule(widths);
    List<String> lines = new ArrayList<>();
    lines.add(titled(rule, title));
    for (List<String> line : cells) {
      lines.add(line(line, widths));
      if (lines.size() == 2) {
        lines.add(rule);
      }
    }
    lines.add(rule);
    return lines;
  }

  private static List<String> cells(Row row, Optional<Long> end) {
    List<String> cells = new ArrayList<>(List.of(row.name(), row.host()));
    cells.add(row.leader() ? "Leader" : "Replica");
    cells.add(row.status().map(MemberStatus::state).orElse("no answer"));
    cells.add(row.status().flatMap(MemberStatus::timeline).map(String::valueOf).orElse(""));
    Optional<MemberStatus> replica = row.status().filter(status -> !row.leader());
    for (Optional<Long> at :
        List.of(replica.flatMap(MemberStatus::position), replica.flatMap(MemberStatus::replayed))) {
      cells.add(at.map(bytes -> new Lsn(bytes).toString()).orElse(""));
      cells.add(at.map(bytes -> lag(bytes, end)).orElse(""));
    }
    return cells;
  }

  private static String lag(long position, Optional<Long> end) {
    return end.map(e -> Long.toString(Math.max(0, e - position) >> MEGABYTE)).orElse("unknown");
  }

  private static String rule(List<Integer> widths) {
    StringBuilder rule = new StringBuilder("+");
    widths.forEach(width -> rule.append("-".repeat(width + 2)).append('+'));
    return rule.toString();
  }

  private static String titled(String rule, String title) {
    String text = "+ " + title + " ";
    return text.length() < rule.length() ? text + rule.substring(text.length()) : text + "+";
  }

  private static String line(List<String> cells, List<Integer> widths) {
    StringBuilder line = new StringBuilder("|");
    for (int column = 0; column < cells.size(); column++) {
      String padding = " ".repeat(widths.get(column) - cells.get(column).length());
      boolean right = column >= FIRST_RIGHT_ALIGNED;
      line.append(' ').append(right ? padding : "").append(cells.get(column));
      line.append(right ? "" : padding).append(" |");
    }
    return line.toString();
  }
}
