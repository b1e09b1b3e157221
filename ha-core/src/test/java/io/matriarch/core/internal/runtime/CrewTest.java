package io.matriarch.core.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CrewTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  private final List<Thread> made = new CopyOnWriteArrayList<>();

  private Thread make(Runnable work) {
    Thread thread = Crew.DAEMONS.newThread(work);
    made.add(thread);
    return thread;
  }

  @Test
  void threadsAreMadeByTheEmbedderAndNamedByUs() {
    Staff staff = new Staff(Crew.own(Settings.of("a"), this::make), Settings.of("a"));

    Thread task = staff.thread("task", () -> {});
    staff.callbacks().execute(() -> {});
    staff.loops().execute(() -> {});
    staff.workers(LaneKind.LEASE).execute(() -> {});

    assertThat(made).contains(task);
    assertThat(made)
        .extracting(Thread::getName)
        .contains("ha-task-herd/a", "ha-callback-herd/a", "ha-loop-herd/a", "ha-lease-herd/a");
    assertThat(made).allMatch(Thread::isDaemon);
    staff.guard().close();
  }

  @Test
  void sharedThreadsAreNumbered() {
    Crew crew = Crew.shared("mine", 2, 2, this::make);
    crew.loops().execute(() -> {});
    crew.loops().execute(() -> {});
    new Staff(crew, Settings.of("a")).thread("task", () -> {});

    assertThat(made)
        .extracting(Thread::getName)
        .containsExactly("mine-loop-1", "mine-loop-2", "mine-task-herd/a");
    crew.close();
  }

  @Test
  void aFactoryThatMakesNothingIsNamed() {
    Staff staff = new Staff(Crew.own(Settings.of("a"), work -> null), Settings.of("a"));

    assertThatThrownBy(() -> staff.thread("task", () -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ha-task-herd/a");
  }

  @Test
  void whatRunsForANodeIsKnownToBeItsOwn() {
    Crew crew = Crew.shared("test", 1, 1, Crew.DAEMONS);
    Staff a = new Staff(crew, Settings.of("a"));
    Staff b = new Staff(crew, Settings.of("b"));
    List<Boolean> seen = new CopyOnWriteArrayList<>();

    a.own(
            () -> {
              seen.add(a.present());
              seen.add(b.present());
              b.own(() -> seen.add(b.present())).run();
              seen.add(a.present());
            })
        .run();
    seen.add(a.present());

    assertThat(seen).containsExactly(true, false, true, true, false);
    crew.close();
  }

  @Test
  void whoWaitsBehindABlockedCallbackGetsAnotherThread() {
    Crew crew = Crew.shared("test", 1, 1, this::make);
    CountDownLatch released = new CountDownLatch(1);
    AtomicInteger ran = new AtomicInteger();
    for (int i = 0; i < 8; i++) {
      crew.callbacks().execute(() -> await().atMost(SOON).until(() -> released.getCount() == 0));
    }
    crew.callbacks().execute(ran::incrementAndGet);

    await().atMost(SOON).until(() -> ran.get() == 1);
    released.countDown();

    crew.close();
    await().atMost(SOON).until(() -> made.stream().noneMatch(Thread::isAlive));
  }

  @Test
  void closedIsClosed() {
    Crew crew = Crew.shared("test", 1, 1, Crew.DAEMONS);
    crew.close();
    crew.close();

    assertThatThrownBy(() -> crew.join(null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }
}
