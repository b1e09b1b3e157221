package io.matriarch.core.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailboxTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final int NODES = 20;
  private static final int PRODUCERS = 4;
  private static final int THINGS = 20_000;

  private final ExecutorService loops = Executors.newFixedThreadPool(3);

  @AfterEach
  void close() {
    loops.shutdownNow();
  }

  /** Takes at most three things in a turn, and notes whether two turns ever met. */
  private final class Node {
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicBoolean met = new AtomicBoolean();
    private final Mailbox mailbox = new Mailbox(loops, this::turn);
    private long taken; // Deliberately not volatile: turns see what earlier turns have left.

    private boolean turn() {
      if (inside.incrementAndGet() != 1) {
        met.set(true);
      }
      for (int i = 0; i < 3 && waiting.get() > 0; i++) {
        waiting.decrementAndGet();
        taken++;
      }
      inside.decrementAndGet();
      return waiting.get() > 0;
    }

    private void put() {
      waiting.incrementAndGet();
      mailbox.wake();
    }
  }

  @Test
  void nothingIsLeftLyingAndNoTwoTurnsMeet() {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      nodes.add(new Node());
    }
    nodes.forEach(node -> node.mailbox.open());
    List<Thread> producers = new ArrayList<>();
    for (int p = 0; p < PRODUCERS; p++) {
      int first = p;
      producers.add(
          Crew.DAEMONS.newThread(
              () -> {
                for (int i = 0; i < THINGS; i++) {
                  nodes.get((first + i) % NODES).put();
                }
              }));
    }

    producers.forEach(Thread::start);

    await()
        .atMost(SOON)
        .until(
            () ->
                producers.stream().noneMatch(Thread::isAlive)
                    && nodes.stream().allMatch(node -> node.waiting.get() == 0));
    await().atMost(SOON).until(() -> nodes.stream().allMatch(node -> node.inside.get() == 0));
    assertThat(nodes).noneMatch(node -> node.met.get());
    long all = nodes.stream().mapToLong(node -> node.taken).sum();
    assertThat(all).isEqualTo((long) PRODUCERS * THINGS);
  }

  @Test
  void aWakeDuringATurnGivesOneMore() {
    AtomicLong turns = new AtomicLong();
    AtomicBoolean once = new AtomicBoolean();
    Mailbox[] self = new Mailbox[1];
    Mailbox mailbox =
        new Mailbox(
            loops,
            () -> {
              turns.incrementAndGet();
              if (once.compareAndSet(false, true)) {
                self[0].wake();
                self[0].wake();
              }
              return false;
            });
    self[0] = mailbox;

    mailbox.open();

    await().during(Duration.ofMillis(100)).atMost(SOON).until(() -> turns.get() == 2);
  }

  @Test
  void beforeItIsOpenedAndAfterItIsClosedThereAreNoTurns() {
    AtomicLong turns = new AtomicLong();
    Mailbox mailbox = new Mailbox(loops, () -> turns.incrementAndGet() < 0);

    mailbox.wake();
    await().during(Duration.ofMillis(100)).atMost(SOON).until(() -> turns.get() == 0);
    mailbox.open();
    await().atMost(SOON).until(() -> turns.get() == 1);
    mailbox.close();
    mailbox.wake();
    mailbox.open();

    await().during(Duration.ofMillis(100)).atMost(SOON).until(() -> turns.get() == 1);
  }
}
