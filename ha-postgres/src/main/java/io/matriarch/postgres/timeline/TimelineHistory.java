package io.matriarch.postgres.timeline;

import io.matriarch.core.model.Lsn;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A timeline's history file: the timelines that it grew from and where each ended.
 *
 * @param branches oldest first
 */
public record TimelineHistory(List<Branch> branches) {
  private static final Pattern LINE =
      Pattern.compile("\\s*(\\d+)\\s+([0-9A-Fa-f]+/[0-9A-Fa-f]+)\\s*(.*)");

  public TimelineHistory {
    branches = List.copyOf(branches);
  }

  /**
   * A timeline that ended.
   *
   * @param timeline its number
   * @param end where the next one branched off
   * @param reason in the server's words
   */
  public record Branch(long timeline, Lsn end, String reason) {}

  /** Reads a history file; comments and empty lines are skipped. */
  public static TimelineHistory parse(String text) {
    return new TimelineHistory(
        text.lines()
            .map(LINE::matcher)
            .filter(Matcher::matches)
            .map(m -> new Branch(Long.parseLong(m.group(1)), Lsn.parse(m.group(2)), m.group(3)))
            .toList());
  }

  /** Where the timeline ended, if it belongs to this history. */
  public Optional<Lsn> endOf(long timeline) {
    return branches.stream()
        .filter(b -> b.timeline() == timeline)
        .map(Branch::end)
        .reduce((first, last) -> last);
  }
}
