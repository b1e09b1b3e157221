package io.matriarch.core.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.internal.machine.GuardOrders;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One thread looks after many nodes, and none of them can keep it from the others. */
class SharedGuardTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  private final ManualTicker ticker = new ManualTicker();
  private final Fencers fencers = new Fencers(Crew.DAEMONS);
  private final GuardThread thread =
      new GuardThread(new ThreadMaker("test", Crew.DAEMONS).of("guard", "x"), fencers);
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger hanging = new AtomicInteger();
  private final AtomicInteger fenced = new AtomicInteger();

  @BeforeEach
  void start() {
    fencers.start();
    thread.start();
  }

  @AfterEach
  void close() {
    released.countDown();
    thread.close();
    fencers.close();
  }

  private LeaseGuard guard(Runnable fence, Ticker clock) {
    LeaseGuard guard = new LeaseGuard("herd/a", fence, clock, thread);
    guard.obey(new GuardOrders(at(10), at(12)));
    guard.start();
    return guard;
  }

  private void hang() {
    hanging.incrementAndGet();
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void fencesThatHangDelayNobody() {
    List<CountingResource> others = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      guard(this::hang, ticker);
      CountingResource other = new CountingResource();
      others.add(other);
      guard(other::fence, ticker);
    }

    ticker.advance(Duration.ofSeconds(10));

    await().atMost(SOON).until(() -> others.stream().allMatch(other -> other.fenced.get() == 1));
    assertThat(hanging).hasValue(20);
  }

  @Test
  void aFenceThatHangsIsTriedOnceMoreWhenTheLeaseIsOver() {
    guard(this::hang, ticker);
    ticker.advance(Duration.ofSeconds(11));
    await().atMost(SOON).until(() -> hanging.get() == 1);

    ticker.advance(Duration.ofSeconds(1));
    await().atMost(SOON).until(() -> hanging.get() == 2);
    ticker.advance(Duration.ofSeconds(100));

    await().during(Duration.ofMillis(700)).atMost(SOON).until(() -> hanging.get() == 2);
  }

  @Test
  void aBrokenClockIsItsOwnNodesTrouble() {
    guard(this::hang, new BrokenTicker());
    CountingResource other = new CountingResource();
    guard(other::fence, ticker);

    ticker.advance(Duration.ofSeconds(10));

    await().atMost(SOON).until(() -> other.fenced.get() == 1);
  }

  @Test
  void aLogThatBlocksDelaysNobody() {
    PrintStream log = System.err;
    System.setErr(new PrintStream(new BlockedStream(released), true));
    try {
      List<CountingResource> all = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        CountingResource resource = new CountingResource();
        all.add(resource);
        guard(resource::fence, ticker);
      }

      ticker.advance(Duration.ofSeconds(10));

      await().atMost(SOON).until(() -> all.stream().allMatch(one -> one.fenced.get() == 1));
    } finally {
      released.countDown();
      System.setErr(log);
    }
  }

  @Test
  void anInterruptedGuardGoesOn() {
    guard(
        () -> {
          fenced.incrementAndGet();
          throw new IllegalStateException("again");
        },
        ticker);
    Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().equals("test-guard-x"))
        .forEach(Thread::interrupt);

    ticker.advance(Duration.ofSeconds(10));

    await()
        .atMost(SOON)
        .until(
            () -> {
              ticker.advance(Duration.ofSeconds(1));
              return fenced.get() >= 3;
            });
  }

  @Test
  void aClosedGuardNeverFences() {
    CountingResource resource = new CountingResource();
    LeaseGuard guard = guard(resource::fence, ticker);
    guard.close();

    ticker.advance(Duration.ofSeconds(100));
    guard.fence("too late");

    await().during(Duration.ofMillis(700)).atMost(SOON).until(() -> resource.fenced.get() == 0);
  }

  private static MonoTime at(long seconds) {
    return new MonoTime(0).plus(Duration.ofSeconds(seconds));
  }

  /** Like a pipe that nobody reads from. */
  private static final class BlockedStream extends OutputStream {
    private final CountDownLatch released;

    private BlockedStream(CountDownLatch released) {
      this.released = released;
    }

    @Override
    public void write(int value) throws IOException {
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new InterruptedIOException();
      }
    }
  }

  /** Throws as soon as it is asked. */
  private static final class BrokenTicker implements Ticker {
    @Override
    public MonoTime now() {
      throw new IllegalStateException("no clock");
    }

    @Override
    public Instant wallClock() {
      return Instant.EPOCH;
    }
  }
}
