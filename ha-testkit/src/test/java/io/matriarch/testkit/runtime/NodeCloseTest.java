package io.matriarch.testkit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.api.ExitReason;
import io.matriarch.core.api.HaNode;
import io.matriarch.core.api.JournalEntry;
import io.matriarch.core.api.NodeListener;
import io.matriarch.core.internal.runtime.Crew;
import io.matriarch.core.internal.runtime.NodeRuntime;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("A node can be closed by anybody at any time")
class NodeCloseTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Herd herd = new Herd();
  private final AtomicReference<HaNode> node = new AtomicReference<>();

  @AfterEach
  void endHerd() {
    herd.close();
    await().atMost(SOON).untilAsserted(() -> assertThat(ThreadCount.of("ha-")).isEmpty());
  }

  private void closeNode() {
    node.get().close();
  }

  private static ExitReason exit(HaNode node) throws Exception {
    return node.ended().toCompletableFuture().get(SOON.toMillis(), TimeUnit.MILLISECONDS);
  }

  private FakeResource resource() {
    return herd.resource("a");
  }

  private void awaitPrimary() {
    HaNode running = herd.nodes.get(NodeName.of("a"));
    await().atMost(SOON).until(() -> running.status().leadsAt(herd.ticker.now()));
  }

  @Test
  @DisplayName("before it was started: everything it was given is closed, and it never starts")
  void beforeItWasStarted() throws Exception {
    HaNode idle = herd.prepare("a");

    idle.close();
    idle.close();
    idle.start();

    assertThat(exit(idle)).isEqualTo(new ExitReason(0, "never started"));
    assertThat(resource().closed()).isTrue();
    assertThat(resource().starts.get()).isZero();
  }

  @Test
  @DisplayName("while it starts: it ends as soon as it has")
  void whileItStarts() throws Exception {
    CountDownLatch listening = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    HaNode starting = herd.prepare("a");
    resource()
        .onListen(
            () -> {
              listening.countDown();
              awaitUninterrupted(released);
            });
    starting.start();
    assertThat(listening.await(20, TimeUnit.SECONDS)).isTrue();
    Thread closing = new Thread(starting::close);

    closing.start();
    released.countDown();

    closing.join(SOON.toMillis());
    assertThat(closing.isAlive()).isFalse();
    assertThat(exit(starting).code()).isZero();
  }

  @Test
  @DisplayName("by many at once: all come back when it has ended")
  void byManyAtOnce() throws Exception {
    HaNode running = herd.add("a");
    awaitPrimary();
    List<Thread> closing = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      closing.add(new Thread(running::close));
    }

    closing.forEach(Thread::start);

    for (Thread thread : closing) {
      thread.join(SOON.toMillis());
      assertThat(thread.isAlive()).isFalse();
    }
    assertThat(exit(running).code()).isZero();
    assertThat(herd.store.leader()).isEmpty();
  }

  @Test
  @DisplayName("by its listener: it does not wait for itself")
  void byItsListener() throws Exception {
    node.set(
        herd.with(
                new NodeListener() {
                  @Override
                  public void recorded(JournalEntry entry) {
                    if (entry.kind() == JournalEntry.Kind.LEASE) {
                      closeNode();
                    }
                  }
                })
            .prepare("a"));

    node.get().start();

    assertThat(exit(node.get()).code()).isZero();
  }

  @Test
  @DisplayName("by what hangs on a stage of its own")
  void byACallback() throws Exception {
    node.set(herd.add("a"));
    awaitPrimary();

    node.get().refresh().thenAccept(status -> closeNode());

    assertThat(exit(node.get()).code()).isZero();
  }

  @Test
  @DisplayName("by its resource while that is looked at, and while it carries out a task")
  void byItsResource() throws Exception {
    node.set(herd.prepare("a"));
    resource().onObserve(this::closeNode);
    node.get().start();
    assertThat(exit(node.get()).code()).isZero();

    HaNode other = herd.prepare("b");
    herd.resource("b").onTask(other::close);
    other.start();
    assertThat(exit(other)).isNotNull();
  }

  @Test
  @DisplayName("by its resource when that is closed, also if the node never ran")
  void byTheEndOfItsResource() throws Exception {
    node.set(herd.prepare("a"));
    resource().onClose(this::closeNode);

    node.get().close();

    assertThat(exit(node.get()).message()).isEqualTo("never started");
  }

  @Test
  @DisplayName("although its loop hangs: in bounded time, fenced, with everything closed")
  void althoughItsLoopHangs() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    AtomicBoolean hangs = new AtomicBoolean();
    Ticker whole = herd.ticker;
    Ticker hanging =
        new Ticker() {
          @Override
          public MonoTime now() {
            return whole.now();
          }

          @Override
          public Instant wallClock() {
            if (hangs.get()) {
              awaitUninterrupted(released);
            }
            return whole.wallClock();
          }
        };
    NodeRuntime stuck = (NodeRuntime) herd.with(hanging).add("a");
    awaitPrimary();
    hangs.set(true);

    stuck.close(Duration.ofMillis(100));

    assertThat(exit(stuck)).isEqualTo(new ExitReason(1, "the node did not end in time"));
    assertThat(resource().fenced.get()).isPositive();
    assertThat(resource().closed()).isTrue();
    released.countDown();
  }

  @Test
  @DisplayName("although its resource cannot be closed: in bounded time, fenced")
  void althoughItsResourceHangs() {
    CountDownLatch released = new CountDownLatch(1);
    NodeRuntime ending = (NodeRuntime) herd.add("a");
    awaitPrimary();
    resource().onClose(() -> awaitUninterrupted(released));
    ending.shutdown();
    await().atMost(SOON).until(resource()::closed);

    ending.close(Duration.ofMillis(100));

    await().atMost(SOON).until(() -> resource().fenced.get() == 1);
    assertThat(ending.ended().toCompletableFuture().isDone()).isFalse();
    released.countDown();
  }

  @Test
  @DisplayName("after its threads were closed: a node on them does not start, and says so")
  void threadsThatAreClosed() throws Exception {
    Crew crew = Crew.shared("mine", 1, 1, Crew.DAEMONS);
    crew.close();
    try (Herd late = new Herd("late", Optional.of(crew))) {
      HaNode idle = late.prepare("a");

      assertThatThrownBy(idle::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");

      assertThat(exit(idle).code()).isEqualTo(1);
      assertThat(late.resource("a").closed()).isTrue();
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    await().atMost(SOON).until(() -> latch.getCount() == 0);
  }
}
