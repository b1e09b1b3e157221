package io.matriarch.agent.rest;

import io.matriarch.core.api.JournalEntry;
import io.matriarch.core.model.NodeName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The last change of leader that a node knows of, told by its journal alone. The steps of the
 * others are not in it: each node tells its own.
 *
 * @param oldLeader who led before, if that was seen
 * @param newLeader who leads now; absent as long as nobody does
 * @param complete the node's own part is over: it is writable, or streams from the new leader
 * @param steps in order; each phase once, at its first time
 */
record FailoverReport(
    Optional<String> oldLeader, Optional<String> newLeader, boolean complete, List<Step> steps) {

  /**
   * One step.
   *
   * @param phase what happened
   * @param entry as it stands in the journal
   * @param after since the first step
   * @param times how often it happened before the change was over
   */
  record Step(FailoverPhase phase, JournalEntry entry, Duration after, int times) {}

  FailoverReport {
    steps = List.copyOf(steps);
  }

  /** From the first step to the last. */
  Duration total() {
    return steps.get(steps.size() - 1).after();
  }

  /** Empty if the journal knows of no change. */
  static Optional<FailoverReport> of(NodeName self, List<JournalEntry> journal) {
    FailoverReader reader = new FailoverReader(self.value());
    journal.forEach(reader::read);
    return reader.last().map(FailoverEpisode::report);
  }
}
