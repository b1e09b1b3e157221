package io.matriarch.postgres.timeline;

import io.matriarch.core.model.Lsn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the history of a local copy leaves that of a source.
 *
 * @param at the last position that both share
 * @param local the copy's timelines from there on, oldest first; the last one has no end
 */
public record Fork(Lsn at, List<Stretch> local) {

  /**
   * A timeline up to where the next one branched off.
   *
   * @param end empty for the newest
   */
  public record Stretch(long timeline, Optional<Lsn> end) {}

  public Fork {
    local = List.copyOf(local);
  }

  /** Empty if they have nothing in common, or nothing apart. */
  public static Optional<Fork> of(
      long localTimeline, TimelineHistory local, long sourceTimeline, TimelineHistory source) {
    List<Stretch> ours = stretches(localTimeline, local);
    List<Stretch> theirs = stretches(sourceTimeline, source);
    int common = -1;
    while (common + 1 < Math.min(ours.size(), theirs.size())
        && ours.get(common + 1).timeline() == theirs.get(common + 1).timeline()
        && (common < 0 || ours.get(common).end().equals(theirs.get(common).end()))) {
      common++;
    }
    if (common < 0) {
      return Optional.empty();
    }
    Optional<Lsn> end = earlier(ours.get(common).end(), theirs.get(common).end());
    List<Stretch> rest = ours.subList(common, ours.size());
    return end.map(at -> new Fork(at, rest));
  }

  private static List<Stretch> stretches(long newest, TimelineHistory history) {
    List<Stretch> all = new ArrayList<>();
    history.branches().stream()
        .filter(branch -> branch.timeline() < newest)
        .forEach(branch -> all.add(new Stretch(branch.timeline(), Optional.of(branch.end()))));
    all.add(new Stretch(newest, Optional.empty()));
    return all;
  }

  private static Optional<Lsn> earlier(Optional<Lsn> one, Optional<Lsn> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return one.get().compareTo(other.get()) <= 0 ? one : other;
  }

  /** The copy's WAL file in which the last shared record is, or the last part of it. */
  public String localSegment(long segmentBytes) {
    long number = number(segmentBytes);
    Lsn end = new Lsn((number + 1) * segmentBytes);
    // A segment that a newer timeline began in is found under that one's name.
    Stretch holder =
        local.stream()
            .filter(s -> s.end().isEmpty() || s.end().get().compareTo(end) >= 0)
            .findFirst()
            .orElse(local.get(local.size() - 1));
    return String.format(Locale.ROOT, "%08X", holder.timeline()) + name(number, segmentBytes);
  }

  /** The same place in the name of a WAL file, whatever its timeline. */
  public String segmentName(long segmentBytes) {
    return name(number(segmentBytes), segmentBytes);
  }

  private long number(long segmentBytes) {
    return Long.divideUnsigned(at.bytes() - 1, segmentBytes);
  }

  private static String name(long number, long segmentBytes) {
    long perFile = (1L << 32) / segmentBytes;
    return String.format(Locale.ROOT, "%08X%08X", number / perFile, number % perFile);
  }
}
