package io.matriarch.postgres.timeline;

import io.matriarch.core.resource.ResourceReport.HistoryEntry;
import io.matriarch.core.wire.Timestamps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The history files of the local copy. Used by one thread at a time. */
public final class LocalHistory {
  private final Path walDir;
  private long timeline;
  private List<HistoryEntry> entries = List.of();

  public LocalHistory(Path dataDir) {
    this.walDir = dataDir.resolve("pg_wal");
  }

  /** The branches that ended before this timeline began; empty while its file cannot be read. */
  public List<HistoryEntry> upTo(long newest) {
    if (newest != timeline) {
      entries = List.of();
    }
    if (newest > 1 && entries.isEmpty()) {
      entries = read(newest);
      timeline = newest;
    }
    return entries;
  }

  /** The history of a timeline; empty if its file cannot be read. */
  public Optional<TimelineHistory> of(long number) {
    try {
      return Optional.of(TimelineHistory.parse(number > 1 ? Files.readString(file(number)) : ""));
    } catch (IOException notKept) {
      return Optional.empty();
    }
  }

  private List<HistoryEntry> read(long newest) {
    try {
      return TimelineHistory.parse(Files.readString(file(newest))).branches().stream()
          .map(b -> new HistoryEntry(b.timeline(), b.end().bytes(), b.reason(), endedAt(b)))
          .toList();
    } catch (IOException notThereYet) {
      return List.of();
    }
  }

  /** A timeline ended when the file of the one after it was written. */
  private String endedAt(TimelineHistory.Branch branch) {
    try {
      return Timestamps.text(
          Files.getLastModifiedTime(file(branch.timeline() + 1))
              .toInstant()
              .atZone(ZoneId.systemDefault())
              .toOffsetDateTime());
    } catch (IOException notKept) {
      return "";
    }
  }

  private Path file(long number) {
    return walDir.resolve(String.format(Locale.ROOT, "%08X.history", number));
  }
}
