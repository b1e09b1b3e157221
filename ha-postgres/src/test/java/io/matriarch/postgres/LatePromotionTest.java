package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import io.matriarch.core.resource.StartRequest;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.postgres.leash.Leash;
import io.matriarch.postgres.leash.LeashProgram;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * An agent that is frozen after it has checked its permit, and before it makes its server writable.
 * It wakes up when another leads, and goes on.
 */
@DisplayName("An agent frozen between the check of its permit and the promotion")
class LatePromotionTest {
  private static final Duration WITHIN = Duration.ofSeconds(1);
  private static final Duration LEASE = Duration.ofSeconds(2);
  private static final Duration SOON = Duration.ofSeconds(20);

  @RegisterExtension final PostgresHarness harness = new PostgresHarness();

  private final Ticker clock = TestTicker.REAL;
  private final FrozenTask frozen = new FrozenTask();
  private Leash leash;
  private Writes writes;

  /** Stops where the permit was found valid, until it is thawed. */
  private static final class FrozenTask extends TestTask {
    private final CountDownLatch checked = new CountDownLatch(1);
    private final CountDownLatch thawed = new CountDownLatch(1);

    @Override
    public void passPointOfNoReturn(Permit permit) throws TaskCancelled {
      super.passPointOfNoReturn(permit);
      checked.countDown();
      try {
        thawed.await();
      } catch (InterruptedException e) {
        throw new TaskCancelled("interrupted");
      }
    }
  }

  /** Tries to write to a node all the time. */
  private static final class Writes {
    private final TestNode node;
    private final Thread thread = new Thread(this::go, "writer");
    private volatile boolean ended;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger tries = new AtomicInteger();

    Writes(TestNode node) {
      this.node = node;
      thread.start();
    }

    private void go() {
      while (!ended) {
        try {
          node.sql("INSERT INTO t VALUES (1)");
          acknowledged.incrementAndGet();
        } catch (SQLException refused) {
          // as it must be
        }
        tries.incrementAndGet();
      }
    }

    void end() throws InterruptedException {
      ended = true;
      thread.join();
    }
  }

  @AfterEach
  void end() throws Exception {
    frozen.thawed.countDown();
    if (writes != null) {
      writes.end();
    }
    if (leash != null) {
      leash.free(WITHIN);
      leash.close();
    }
  }

  private void guard(TestNode node, Path program) throws Exception {
    leash = new Leash(program, node.dataDir, harness.folder().resolve("late.leash"), clock);
    MonoTime fenceAt = clock.now().plus(LEASE);
    leash.guard(fenceAt, fenceAt.plus(Duration.ofMillis(500)), WITHIN);
  }

  private Path compiled() throws Exception {
    return LeashProgram.find(Optional.empty(), harness.folder().resolve("cache"));
  }

  private Path script() throws Exception {
    return LeashProgram.script(harness.folder().resolve("cache"));
  }

  @Test
  @DisplayName("finds no server to promote")
  void promotesNothing() throws Exception {
    promotesNothing(compiled());
  }

  @Test
  @DisplayName("finds no server to promote where the leash is a script, either")
  void promotesNothingBesideAScript() throws Exception {
    promotesNothing(script());
  }

  private void promotesNothing(Path program) throws Exception {
    TestNode a = harness.node("a").primary();
    a.sql("CREATE TABLE t (x int)");
    TestNode b = harness.node("b").cloneFrom(a);
    guard(b, program);
    CompletableFuture<Void> promotion =
        inBackground(() -> b.resource.promote(TestNode.permit(), frozen));
    frozen.checked.await();
    writes = new Writes(b);
    await().atMost(SOON).until(() -> b.look().running() == RunPhase.STOPPED);

    frozen.thawed.countDown();

    await().atMost(SOON).until(promotion::isDone);
    assertThat(promotion).isCompletedExceptionally();
    awaitMoreTries(20);
    assertThat(writes.acknowledged).hasValue(0);
    a.sql("INSERT INTO t VALUES (2)");
  }

  @Test
  @DisplayName("starts a primary that is ended before anybody can write to it")
  void startsNothing() throws Exception {
    startsNothing(compiled());

    awaitMoreTries(20);
    assertThat(writes.acknowledged).hasValue(0);
  }

  @Test
  @DisplayName("starts a primary that is ended soon where the leash is a script")
  void startsNothingBesideAScript() throws Exception {
    startsNothing(script());
  }

  private void startsNothing(Path program) throws Exception {
    TestNode a = harness.node("a").primary();
    a.sql("CREATE TABLE t (x int)");
    a.stop(StopMode.FAST);
    guard(a, program);
    MonoTime over = clock.now().plus(LEASE);
    StartRequest request =
        new StartRequest(Optional.of(TestNode.permit()), Optional.empty(), TestNode.CLUSTER);
    CompletableFuture<Void> start = inBackground(() -> a.resource.start(request, frozen));
    frozen.checked.await();
    writes = new Writes(a);
    await().atMost(SOON).until(() -> clock.now().hasReached(over));

    frozen.thawed.countDown();

    await().atMost(SOON).until(start::isDone);
    await().atMost(SOON).until(() -> a.look().running() == RunPhase.STOPPED);
  }

  private void awaitMoreTries(int more) {
    int enough = writes.tries.get() + more;
    await().atMost(SOON).until(() -> writes.tries.get() >= enough);
  }

  /** What an agent's task lane does. */
  private interface Work {
    void run() throws Exception;
  }

  private static CompletableFuture<Void> inBackground(Work work) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread lane =
        new Thread(
            () -> {
              try {
                work.run();
                done.complete(null);
              } catch (Exception e) {
                done.completeExceptionally(e);
              }
            },
            "task");
    lane.setDaemon(true);
    lane.start();
    return done;
  }
}
