package io.matriarch.core.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.internal.machine.GuardOrders;
import io.matriarch.core.model.MonoTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The guard asks nobody: here is no loop at all, as if it hung. */
class LeaseGuardTest {
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final Duration LONGER_THAN_IT_NAPS = Duration.ofMillis(700);

  private final ManualTicker ticker = new ManualTicker();
  private final CountingResource resource = new CountingResource();
  private final GuardThread thread = new GuardThread(Crew.DAEMONS, Runnable::run);
  private final LeaseGuard guard = new LeaseGuard("herd/a", resource::fence, ticker, thread);

  @BeforeEach
  void start() {
    thread.start();
    guard.obey(new GuardOrders(at(10), at(12)));
    guard.start();
  }

  @AfterEach
  void close() {
    guard.close();
    thread.close();
  }

  @Test
  void itFencesWhenItsTimeHasComeAndNotBefore() {
    ticker.advance(Duration.ofMillis(9_999));
    await().during(LONGER_THAN_IT_NAPS).atMost(SOON).until(() -> resource.fenced.get() == 0);

    ticker.advance(Duration.ofMillis(1));

    await().atMost(SOON).until(() -> resource.fenced.get() == 1);
  }

  @Test
  void itFencesAgainWhenTheLeaseEnds() {
    ticker.advance(Duration.ofMillis(11_500));
    await().atMost(SOON).until(() -> resource.fenced.get() == 1);

    ticker.advance(Duration.ofMillis(500));

    await().atMost(SOON).until(() -> resource.fenced.get() == 2);
  }

  @Test
  void withNothingToGuardItSleepsUntilItIsTold() {
    guard.obey(GuardOrders.NONE);
    await().during(LONGER_THAN_IT_NAPS).atMost(SOON).until(() -> true);
    int before = ticker.asked();

    await().during(LONGER_THAN_IT_NAPS).atMost(SOON).until(() -> ticker.asked() == before);

    guard.obey(new GuardOrders(at(0), at(12)));
    await().atMost(SOON).until(() -> resource.fenced.get() == 1);
  }

  @Test
  void itGoesOnUntilItIsToldOtherwise() {
    ticker.advance(Duration.ofSeconds(20));
    await().atMost(SOON).until(() -> resource.fenced.get() == 1);
    ticker.advance(Duration.ofSeconds(1));
    await().atMost(SOON).until(() -> resource.fenced.get() == 2);

    guard.obey(GuardOrders.NONE);
    await().during(LONGER_THAN_IT_NAPS).atMost(SOON).until(() -> true);
    int before = resource.fenced.get();
    ticker.advance(Duration.ofSeconds(100));

    await().during(LONGER_THAN_IT_NAPS).atMost(SOON).until(() -> resource.fenced.get() == before);
  }

  @Test
  void aRenewalInTimeMovesTheHour() {
    ticker.advance(Duration.ofSeconds(9));
    guard.obey(new GuardOrders(at(20), at(22)));
    ticker.advance(Duration.ofSeconds(2));

    await().during(LONGER_THAN_IT_NAPS).atMost(SOON).until(() -> resource.fenced.get() == 0);
  }

  @Test
  void aFailureIsTriedAgain() {
    resource.failures.set(2);
    ticker.advance(Duration.ofSeconds(20));

    await()
        .atMost(SOON)
        .until(
            () -> {
              ticker.advance(Duration.ofSeconds(1));
              return resource.fenced.get() >= 3;
            });
  }

  @Test
  void itFencesAtOnceWhenItIsAsked() {
    guard.fence("test");

    await().atMost(SOON).until(() -> resource.fenced.get() == 1);
    assertThat(ticker.now()).isEqualTo(at(0));
  }

  @Test
  void whatIsAskedForAndDueIsOneFence() {
    List<Runnable> fences = new ArrayList<>();
    ticker.advance(Duration.ofSeconds(10));
    LeaseGuard slow = new LeaseGuard("herd/b", resource::fence, ticker, thread);
    slow.fence("asked for");
    slow.obey(new GuardOrders(at(10), at(12)));
    slow.look(fences::add);
    slow.fence("asked for again, before it began");

    List.copyOf(fences).forEach(Runnable::run);
    fences.clear();
    slow.look(fences::add);

    assertThat(fences).isEmpty();
  }

  private static MonoTime at(long seconds) {
    return new MonoTime(0).plus(Duration.ofSeconds(seconds));
  }
}
