package io.matriarch.examples.quickstart;

import io.matriarch.examples.quickstart.load.Ledger;
import io.matriarch.examples.quickstart.load.Losses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What the story proves.
 *
 * @param losses acknowledged writes that are gone
 * @param allowed bytes that the configuration allows to lose
 * @param waits how long the writer stood still, crash by crash
 * @param ledger all that was written
 * @param differing names of nodes that do not hold the same rows as the primary
 */
record Verdict(
    Losses losses, long allowed, List<Duration> waits, Ledger ledger, List<String> differing) {

  /** Shows it, and returns what is not as it must be. */
  List<String> tell(Screen screen) {
    screen.chapter("The account");
    screen.line(
        ledger.size()
            + " writes acknowledged, "
            + ledger.errors()
            + " attempts failed while there was no primary");
    screen.line(
        differing.isEmpty()
            ? "all three nodes hold the same rows"
            : "not the same rows as the primary: " + String.join(", ", differing));
    screen.line(
        "the writer waited "
            + waits.stream().map(Verdict::seconds).collect(Collectors.joining(" and "))
            + " (crash of PostgreSQL, and of the whole node)");
    screen.line(
        "lost acknowledged writes: %d (%d of them confirmed by a replica's flush position; must be 0)"
            .formatted(losses.lost().size(), losses.confirmed()));
    return faults();
  }

  private List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (losses.confirmed() > 0) {
      faults.add(losses.confirmed() + " writes are lost that a replica had confirmed");
    }
    if (losses.bytes() > allowed) {
      faults.add(
          "%d bytes of the log are lost, more than the %d allowed"
              .formatted(losses.bytes(), allowed));
    }
    if (!differing.isEmpty()) {
      faults.add("nodes with other rows than the primary: " + String.join(", ", differing));
    }
    return faults;
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
  }
}
