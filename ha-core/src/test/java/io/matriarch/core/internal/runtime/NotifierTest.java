package io.matriarch.core.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.api.HaCounters;
import io.matriarch.core.api.JournalEntry;
import io.matriarch.core.api.NodeListener;
import io.matriarch.core.model.MonoTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NotifierTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private final Crew crew = Crew.shared("test", 1, 1, Crew.DAEMONS);
  private final Counters counters = new Counters();
  private final CountDownLatch released = new CountDownLatch(1);
  private final List<Long> heard = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    released.countDown();
    crew.close();
  }

  private Notifier notifier(NodeListener listener) {
    Staff staff = new Staff(crew, Settings.of("a"));
    return new Notifier(listener, staff.callbacks(), new ManualTicker(), counters);
  }

  private static void tell(Notifier notifier, long number) {
    JournalEntry entry =
        new JournalEntry(
            new MonoTime(number),
            Instant.EPOCH,
            JournalEntry.Kind.DECISION,
            "700.90",
            "",
            List.of());
    notifier.tell(listener -> listener.recorded(entry));
  }

  private HaCounters counted() {
    return counters.snapshot(0, 0);
  }

  /** Notes what it hears. */
  private final class Hearing implements NodeListener {
    @Override
    public void recorded(JournalEntry entry) {
      heard.add(entry.at().nanos());
    }
  }

  /** Notes what it hears, but hangs at the first. */
  private final class Slow implements NodeListener {
    @Override
    public void recorded(JournalEntry entry) {
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      heard.add(entry.at().nanos());
    }
  }

  @Test
  void everythingIsToldInOrder() {
    Notifier notifier = notifier(new Hearing());

    for (int i = 0; i < 500; i++) {
      tell(notifier, i);
    }

    await().atMost(SOON).until(() -> heard.size() == 500);
    assertThat(heard).isSorted();
    assertThat(counted().listenerDropped()).isZero();
  }

  @Test
  void aSlowListenerIsToldTheNewestAndDelaysNobodyElse() {
    Notifier slow = notifier(new Slow());
    tell(slow, 0);
    await().atMost(SOON).until(() -> slow.waiting() == 0);
    for (int i = 1; i <= NodeListener.MOST_WAITING + 7; i++) {
      tell(slow, i);
    }
    Notifier other = notifier(new Hearing());

    tell(other, -1);

    await().atMost(SOON).until(() -> heard.contains(-1L));
    assertThat(slow.waiting()).isEqualTo(NodeListener.MOST_WAITING);
    assertThat(counted().listenerDropped()).isEqualTo(7);
    released.countDown();
    await().atMost(SOON).until(() -> heard.size() == NodeListener.MOST_WAITING + 2);
    List<Long> expected =
        LongStream.concat(
                LongStream.of(-1, 0), LongStream.rangeClosed(8, NodeListener.MOST_WAITING + 7))
            .boxed()
            .toList();
    assertThat(heard).isEqualTo(expected);
  }

  @Test
  void whatAListenerThrowsIsCountedAndChangesNothing() {
    Notifier notifier =
        notifier(
            new NodeListener() {
              @Override
              public void recorded(JournalEntry entry) {
                heard.add(entry.at().nanos());
                if (entry.at().nanos() % 2 == 0) {
                  throw new IllegalStateException("a listener's bug");
                }
                throw new AssertionError("another");
              }
            });

    for (int i = 0; i < 10; i++) {
      tell(notifier, i);
    }

    await().atMost(SOON).until(() -> counted().listenerFailures() == 10);
    assertThat(heard).hasSize(10);
  }

  @Test
  void atTheEndItHearsWhatIsWaitingAndNothingMore() {
    Notifier notifier = notifier(new Hearing());
    for (int i = 0; i < 100; i++) {
      tell(notifier, i);
    }

    notifier.close(SOON);
    tell(notifier, 100);

    assertThat(heard).hasSize(100);
  }

  @Test
  void atTheEndOneThatHangsIsInterrupted() {
    Notifier notifier = notifier(new Slow());
    tell(notifier, 0);
    tell(notifier, 1);
    await().atMost(SOON).until(() -> notifier.waiting() == 1);

    notifier.close(AT_ONCE);

    await().atMost(SOON).until(() -> heard.equals(List.of(0L)));
  }
}
