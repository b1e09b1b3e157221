package io.matriarch.agent.rest;

import io.matriarch.core.api.JournalEntry;
import java.util.Optional;

/** Goes through a journal, entry by entry, and finds out where changes of leader begin. */
final class FailoverReader {
  private final String self;
  private Optional<String> leader = Optional.empty();
  private Optional<FailoverEpisode> last = Optional.empty();
  private FailoverEpisode preceding;

  FailoverReader(String self) {
    this.self = self;
    this.preceding = new FailoverEpisode(self, Optional.empty());
  }

  /** The last change that the entries read so far tell of. */
  Optional<FailoverEpisode> last() {
    return last;
  }

  void read(JournalEntry entry) {
    FailoverPhase.of(entry).ifPresent(phase -> read(phase, entry));
  }

  private void read(FailoverPhase phase, JournalEntry entry) {
    if (phase.precedes()) {
      precede(phase, entry);
      return;
    }
    boolean another =
        phase == FailoverPhase.LEADER_SEEN
            && leader.isPresent()
            && !leader.get().equals(FailoverPhase.leader(entry));
    if (mayBegin() && (phase.opens() || another)) {
      last = Optional.of(begin());
    }
    last.ifPresent(episode -> episode.add(phase, entry));
    if (phase.serves()) {
      preceding = new FailoverEpisode(self, leader);
    }
    if (phase == FailoverPhase.LEADER_SEEN) {
      leader = Optional.of(FailoverPhase.leader(entry));
    } else if (phase == FailoverPhase.LEASE_WON) {
      leader = Optional.of(self);
    }
  }

  /** The end of a server matters if it was the leader's: it may be why another leads soon. */
  private void precede(FailoverPhase phase, JournalEntry entry) {
    boolean leading = leader.filter(self::equals).isPresent();
    if (leading && mayBegin()) {
      preceding.add(phase, entry);
    }
  }

  private boolean mayBegin() {
    return last.map(FailoverEpisode::settled).orElse(true);
  }

  private FailoverEpisode begin() {
    FailoverEpisode episode = preceding;
    episode.oldLeader(leader);
    preceding = new FailoverEpisode(self, leader);
    return episode;
  }
}
