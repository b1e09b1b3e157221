package io.matriarch.examples.quickstart.faults;

import io.matriarch.examples.quickstart.load.Acknowledged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One node's time as primary on one timeline, as its writer saw it; a crash and a restart in
 * between do not end it.
 *
 * @param writes times of its acknowledgements, ascending
 */
record Reign(String node, String timeline, List<Long> writes) {

  /** Puts together what belongs to one reign. */
  static List<Reign> of(Collection<Session> sessions) {
    Map<String, Reign> reigns = new LinkedHashMap<>();
    for (Session session : sessions) {
      Reign reign =
          reigns.computeIfAbsent(
              session.node() + "/" + session.timeline(),
              key -> new Reign(session.node(), session.timeline(), new ArrayList<>()));
      session.writes().stream().map(Acknowledged::nanoTime).forEach(reign.writes()::add);
    }
    reigns.values().forEach(reign -> reign.writes().sort(null));
    return List.copyOf(reigns.values());
  }

  long first() {
    return writes.get(0);
  }

  long last() {
    return writes.get(writes.size() - 1);
  }

  /** From the first write of the later one to the last write of the earlier one, if these cross. */
  Duration overlap(Reign other) {
    long from = Math.max(first(), other.first());
    long to = Math.min(last(), other.last());
    return Duration.ofNanos(Math.max(0, to - from));
  }

  /** How many writes this one took after the other, younger one had begun. */
  long lateWrites(Reign other) {
    return first() < other.first()
        ? writes.stream().filter(time -> time > other.first()).count()
        : 0;
  }
}
