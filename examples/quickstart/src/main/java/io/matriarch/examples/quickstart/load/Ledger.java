package io.matriarch.examples.quickstart.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that the writer was promised, in order. Thread safe. */
public final class Ledger {
  private final List<Acknowledged> writes = new ArrayList<>();
  private long errors;

  synchronized void acknowledged(Acknowledged write) {
    writes.add(write);
  }

  synchronized void failed() {
    errors++;
  }

  /** The acknowledged writes so far. */
  public synchronized List<Acknowledged> writes() {
    return List.copyOf(writes);
  }

  /** How many writes and connections failed so far. */
  public synchronized long errors() {
    return errors;
  }

  /** Number of acknowledged writes so far. */
  public synchronized int size() {
    return writes.size();
  }

  /** The last acknowledgement. */
  public synchronized Optional<Acknowledged> last() {
    return writes.isEmpty() ? Optional.empty() : Optional.of(writes.get(writes.size() - 1));
  }

  /** The longest time between two acknowledgements of which the second came after this instant. */
  public synchronized Gap longestGapSince(long nanoTime) {
    Gap longest = new Gap(nanoTime, nanoTime);
    for (int i = 1; i < writes.size(); i++) {
      Gap gap = new Gap(writes.get(i - 1).nanoTime(), writes.get(i).nanoTime());
      if (gap.to() > nanoTime && gap.length().compareTo(longest.length()) > 0) {
        longest = gap;
      }
    }
    return longest;
  }

  /**
   * A time without acknowledgements.
   *
   * @param from the last one before it, as nanoTime
   * @param to the first one after it
   */
  public record Gap(long from, long to) {
    public Duration length() {
      return Duration.ofNanos(to - from);
    }
  }
}
