package io.matriarch.agent.rest;

import io.matriarch.core.api.JournalEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One change of leader while it is being read. */
final class FailoverEpisode {
  private final String self;
  private final Map<FailoverPhase, JournalEntry> firsts = new LinkedHashMap<>();
  private final Map<FailoverPhase, Integer> times = new LinkedHashMap<>();
  private Optional<String> oldLeader;
  private Optional<String> newLeader = Optional.empty();
  private boolean complete;

  FailoverEpisode(String self, Optional<String> oldLeader) {
    this.self = self;
    this.oldLeader = oldLeader;
  }

  void oldLeader(Optional<String> name) {
    oldLeader = name;
  }

  /** Somebody leads again. */
  boolean settled() {
    return newLeader.isPresent();
  }

  void add(FailoverPhase phase, JournalEntry entry) {
    if (complete || phase.opens() && settled()) {
      return;
    }
    if (phase.serves() && !fits(phase)) {
      return;
    }
    if (phase == FailoverPhase.LEADER_SEEN) {
      newLeader = Optional.of(FailoverPhase.leader(entry));
    } else if (phase == FailoverPhase.LEASE_WON) {
      newLeader = Optional.of(self);
    }
    firsts.putIfAbsent(phase, entry);
    times.merge(phase, 1, Integer::sum);
    complete = phase.serves();
  }

  /** Only the new leader becomes writable by the change, and only the others stream again. */
  private boolean fits(FailoverPhase phase) {
    return newLeader
        .filter(name -> name.equals(self) == (phase == FailoverPhase.WRITABLE))
        .isPresent();
  }

  FailoverReport report() {
    List<FailoverReport.Step> steps = new ArrayList<>();
    JournalEntry first = firsts.values().iterator().next();
    firsts.forEach(
        (phase, entry) ->
            steps.add(
                new FailoverReport.Step(
                    phase, entry, entry.at().since(first.at()), times.get(phase))));
    return new FailoverReport(oldLeader, newLeader, complete, steps);
  }
}
