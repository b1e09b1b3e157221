package io.matriarch.testkit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.api.HaNode;
import io.matriarch.core.internal.runtime.Crew;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
@DisplayName("Nodes that share threads do not share troubles")
class SharedThreadsTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int CLUSTERS = 60;
  private static final int CALLS = 2;

  private final Crew crew = Crew.shared("mine", 1, CALLS, Crew.DAEMONS);
  private final List<Herd> herds = new ArrayList<>();

  @AfterEach
  void close() {
    herds.forEach(herd -> herd.resources.values().forEach(FakeResource::releaseObserve));
    crew.close();
    herds.forEach(Herd::close);
  }

  private Herd herd(int number) {
    Herd herd = new Herd("c" + number, Optional.of(crew));
    herds.add(herd);
    return herd;
  }

  private static boolean leads(Herd herd) {
    return herd.nodes.get(NodeName.of("a")).status().leadsAt(herd.ticker.now());
  }

  @Test
  @DisplayName("however many nodes there are, the number of threads is bounded")
  void manyNodesFewThreads() {
    for (int i = 0; i < CLUSTERS; i++) {
      herd(i).add("a");
    }

    await().atMost(SOON).until(() -> herds.stream().allMatch(SharedThreadsTest::leads));

    // Loop, guard, fencer, timer; four kinds of calls; callbacks.
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(ThreadCount.of("mine-")).hasSizeLessThanOrEqualTo(4 + 4 * CALLS + 2));
  }

  @Test
  @DisplayName("looks that hang for ever keep nobody from renewing")
  void hungLooksDoNotStopRenewal() {
    for (int i = 0; i < 8; i++) {
      herd(i).add("a");
    }
    await().atMost(SOON).until(() -> herds.stream().allMatch(SharedThreadsTest::leads));

    herds.subList(0, 4).forEach(herd -> herd.resource("a").hangObserve());

    MonoTime until = herds.get(0).ticker.now().plus(Herd.TTL.multipliedBy(2));
    await()
        .atMost(SOON)
        .until(
            () -> {
              assertThat(herds).allMatch(SharedThreadsTest::leads);
              return herds.get(0).ticker.now().isAfter(until);
            });
    assertThat(herds.subList(4, 8)).allMatch(herd -> herd.primary().isPresent());
  }

  @Test
  @DisplayName("a step that throws ends its own node, fenced, and no other")
  void aBrokenNodeEndsAlone() {
    Brittle clock = new Brittle(herd(0).ticker);
    HaNode broken = herds.get(0).with(clock).add("a");
    herd(1).add("a");
    await().atMost(SOON).until(() -> herds.stream().allMatch(SharedThreadsTest::leads));

    clock.broken = true;

    await().atMost(SOON).until(() -> broken.ended().toCompletableFuture().isDone());
    assertThat(broken.ended().toCompletableFuture().join().code()).isEqualTo(70);
    assertThat(herds.get(0).resource("a").fenced.get()).isPositive();
    assertThat(herds.get(0).resource("a").closed()).isTrue();
    MonoTime until = herds.get(1).ticker.now().plus(Herd.TTL);
    await().atMost(SOON).until(() -> herds.get(1).ticker.now().isAfter(until));
    assertThat(leads(herds.get(1))).isTrue();
  }

  /** Shows no wall-clock time any more once it is broken. */
  private static final class Brittle implements Ticker {
    private final Ticker whole;
    private volatile boolean broken;

    private Brittle(Ticker whole) {
      this.whole = whole;
    }

    @Override
    public MonoTime now() {
      return whole.now();
    }

    @Override
    public Instant wallClock() {
      if (broken) {
        throw new IllegalStateException("the clock is broken");
      }
      return whole.wallClock();
    }
  }
}
