package io.matriarch.core.api;

import io.matriarch.core.model.MonoTime;
import java.time.Instant;
import java.util.List;

/**
 * One thing that a node decided, did or noticed. Entries of one node are in the order of {@link
 * #at}; entries of different nodes can only be compared by their wall clocks.
 *
 * @param at on the node's monotonic clock
 * @param wallClock the same instant for people
 * @param kind what sort of thing
 * @param rule the row that had decided last, e.g. {@code 700.90}
 * @param text one line
 * @param facts for {@link Kind#DECISION}: the facts that held; empty for all others
 */
public record JournalEntry(
    MonoTime at, Instant wallClock, Kind kind, String rule, String text, List<String> facts) {
  /** Keeps a copy of the facts. */
  public JournalEntry {
    facts = List.copyOf(facts);
  }

  /** What sort of thing. */
  public enum Kind {
    /** Another row or another reason than before. */
    DECISION,
    /** A task began, reached a stage, or ended. */
    TASK,
    /** The lease was claimed, won, lost or given up. */
    LEASE,
    /** The store's view changed: another leader, another request, another configuration. */
    VIEW,
    /** The resource changed: it exited, it is writable, it streams. */
    RESOURCE,
    /** Somebody asked for something, or was answered. */
    COMMAND
  }
}
