package io.matriarch.examples.quickstart;

import io.matriarch.examples.quickstart.cluster.TrialException;
import io.matriarch.examples.quickstart.cluster.Wait;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** What the viewer sees. For one thread. */
final class Screen {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final PrintStream out;
  private int chapters;

  Screen(PrintStream out) {
    this.out = out;
  }

  void chapter(String title) {
    chapters++;
    out.printf("%n%d. %s%n", chapters, title);
  }

  void line(String text) {
    out.println("   " + text);
  }

  void lines(List<String> texts) {
    texts.forEach(this::line);
  }

  void milestones(List<Milestone> milestones) {
    milestones.forEach(m -> out.printf("   %8d ms  %s%n", m.after().toMillis(), m.text()));
  }

  void end(String text) {
    out.println(text);
  }

  /** Waits, and says every few seconds how long that has been going on. */
  void waiting(String what, Duration longest, Wait.Condition condition)
      throws InterruptedException {
    long start = System.nanoTime();
    while (!Wait.within(PATIENCE, condition)) {
      Duration spent = Duration.ofNanos(System.nanoTime() - start);
      if (spent.compareTo(longest) > 0) {
        throw new TrialException(what + ": did not happen within " + longest.toSeconds() + " s");
      }
      line("... " + spent.toSeconds() + " s: waiting for " + what);
    }
  }
}
