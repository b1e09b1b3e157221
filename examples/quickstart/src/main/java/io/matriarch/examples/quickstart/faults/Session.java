package io.matriarch.examples.quickstart.faults;

import io.matriarch.core.model.Lsn;
import io.matriarch.examples.quickstart.load.Acknowledged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one connection to one node was promised: a connection does not outlive the node's time as
 * primary, so all of it is of one timeline. Thread safe.
 */
final class Session {
  private final String node;
  private final List<Acknowledged> writes = new ArrayList<>();
  private String timeline = "";
  private Optional<Lsn> confirmed = Optional.empty();

  Session(String node) {
    this.node = node;
  }

  synchronized void acknowledged(Acknowledged write, String ofTimeline) {
    writes.add(write);
    timeline = ofTimeline;
  }

  /** A replica says that it has the log up to here on its disk. */
  synchronized void confirmed(Lsn position) {
    confirmed = Optional.of(position);
  }

  String node() {
    return node;
  }

  synchronized String timeline() {
    return timeline;
  }

  synchronized List<Acknowledged> writes() {
    return List.copyOf(writes);
  }

  synchronized int size() {
    return writes.size();
  }

  /** Up to where a replica had confirmed the log when this connection was last asked. */
  synchronized Optional<Lsn> confirmed() {
    return confirmed;
  }
}
