package io.matriarch.testkit.election;

import io.matriarch.core.api.LeadershipPermit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What leaders change: it remembers the highest term, and whoever is not to be there. */
final class Referee {
  private final List<String> fouls = new ArrayList<>();
  private Optional<String> leading = Optional.empty();
  private Optional<LeadershipPermit> last = Optional.empty();
  private boolean excused;
  private int elections;

  synchronized void elected(String name, LeadershipPermit permit) {
    elections++;
    if (!excused) {
      overlaps(name);
    }
    excused = false;
    last.filter(former -> former.term() >= permit.term())
        .ifPresent(former -> fouls.add(name + " elected with term " + permit.term()));
    leading = Optional.of(name);
    last = Optional.of(permit);
  }

  private void overlaps(String name) {
    leading.ifPresent(other -> fouls.add(name + " elected while " + other + " still leads"));
    last.filter(LeadershipPermit::isValid)
        .ifPresent(former -> fouls.add(name + " elected while " + former + " is valid"));
  }

  /** The leader's key is about to be removed by somebody: then the next one may come too early. */
  synchronized void excuseTheNext() {
    excused = true;
  }

  synchronized void revoked(String name) {
    leading = leading.filter(leader -> !leader.equals(name));
  }

  /** A change under that term; false if it is refused. */
  synchronized boolean accepts(long term) {
    return last.map(highest -> term >= highest.term()).orElse(true);
  }

  synchronized int elections() {
    return elections;
  }

  synchronized List<String> fouls() {
    return List.copyOf(fouls);
  }
}
