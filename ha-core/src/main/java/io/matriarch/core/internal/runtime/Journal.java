package io.matriarch.core.internal.runtime;

import io.matriarch.core.api.JournalEntry;
import java.util.ArrayDeque;
import java.util.List;

/** The last entries; thread safe. */
final class Journal {
  private static final int MOST = 500;

  private final ArrayDeque<JournalEntry> entries = new ArrayDeque<>();

  synchronized void add(List<JournalEntry> news) {
    for (JournalEntry entry : news) {
      if (entries.size() == MOST) {
        entries.removeFirst();
      }
      entries.addLast(entry);
    }
  }

  synchronized List<JournalEntry> entries() {
    return List.copyOf(entries);
  }
}
