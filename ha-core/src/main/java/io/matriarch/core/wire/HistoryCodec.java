package io.matriarch.core.wire;

import io.matriarch.core.config.Json;
import io.matriarch.core.config.Values;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.resource.ResourceReport.HistoryEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The timeline history document: an array of {@code [timeline, position, reason, time, new
 * leader]}, the last two where they are known.
 */
public final class HistoryCodec {
  private static final String NONE_YET = "[]";
  private static final int COMPLETE = 5;

  private HistoryCodec() {}

  /**
   * {@return the timeline the cluster is on: 0 if unknown, 1 if it never had another}
   *
   * @param document value of the key; absent: there is none
   */
  public static long clusterTimeline(Optional<String> document) {
    if (document.isEmpty()) {
      return 0;
    }
    if (document.get().equals(NONE_YET)) {
      return 1;
    }
    OptionalLong last = lastTimeline(lines(document));
    return last.isPresent() ? last.getAsLong() + 1 : 0;
  }

  /**
   * What a primary that leads has to write.
   *
   * @param stored the document as it stands, if there is one
   * @param ownTimeline the primary's timeline
   * @param local the branches that the primary itself knows
   * @param self the primary, who ended the last branch by its promotion
   * @param maxEntries how many of the latest entries to keep; 0: all
   * @return the new document, or empty if the stored one may stay
   */
  public static Optional<String> next(
      Optional<String> stored,
      long ownTimeline,
      List<HistoryEntry> local,
      NodeName self,
      int maxEntries) {
    List<List<Object>> known = lines(stored);
    if (ownTimeline <= 1) {
      return ownTimeline == 1 && !known.isEmpty() ? Optional.of(NONE_YET) : Optional.empty();
    }
    if (told(known) == ownTimeline) {
      return Optional.empty();
    }
    List<List<Object>> lines =
        local.stream()
            .filter(entry -> entry.epoch() < ownTimeline)
            .sorted(Comparator.comparingLong(HistoryEntry::epoch))
            .map(entry -> line(entry, ownTimeline, self, known))
            .toList();
    if (lines.isEmpty()) {
      return Optional.empty(); // an empty document would claim that this is the first timeline
    }
    int from = maxEntries > 0 ? Math.max(0, lines.size() - maxEntries) : 0;
    return Optional.of(Json.compact(lines.subList(from, lines.size())))
        .filter(document -> !stored.equals(Optional.of(document)));
  }

  /**
   * {@return the timeline whose primary has nothing to write, for the document tells how that one
   * came about; 0 if there is none}
   *
   * @param document value of the key; absent: there is none
   */
  public static long told(Optional<String> document) {
    return told(lines(document));
  }

  private static long told(List<List<Object>> known) {
    if (known.isEmpty()) {
      return 1;
    }
    boolean complete = known.get(known.size() - 1).size() == COMPLETE;
    long last = complete ? lastTimeline(known).orElse(0) : 0;
    return last > 0 ? last + 1 : 0;
  }

  private static List<Object> line(
      HistoryEntry entry, long ownTimeline, NodeName self, List<List<Object>> known) {
    List<Object> line = new ArrayList<>(List.of(entry.epoch(), entry.offset(), entry.reason()));
    if (entry.epoch() == ownTimeline - 1 && !entry.at().isEmpty()) {
      line.add(entry.at());
      line.add(self.value());
    } else {
      // When and by whom an older branch was ended is only known from the document itself.
      known.stream()
          .filter(candidate -> isSame(candidate, entry))
          .findFirst()
          .ifPresent(same -> line.addAll(same.subList(3, Math.min(same.size(), COMPLETE))));
    }
    return line;
  }

  private static boolean isSame(List<Object> line, HistoryEntry entry) {
    return line.size() > 3
        && number(line.get(0)).equals(OptionalLong.of(entry.epoch()))
        && number(line.get(1)).equals(OptionalLong.of(entry.offset()));
  }

  private static OptionalLong lastTimeline(List<List<Object>> lines) {
    if (lines.isEmpty()) {
      return OptionalLong.empty();
    }
    List<Object> last = lines.get(lines.size() - 1);
    return last.isEmpty() ? OptionalLong.empty() : number(last.get(0));
  }

  private static OptionalLong number(Object field) {
    return Values.integer(field, "");
  }

  /** An element that is not a line reads as an empty one, so that it is not mistaken for absent. */
  private static List<List<Object>> lines(Optional<String> document) {
    return document.flatMap(Json::array).orElse(List.of()).stream()
        .map(line -> Json.asArray(line).orElse(List.of()))
        .toList();
  }
}
