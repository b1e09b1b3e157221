package io.matriarch.testkit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.api.HaNode;
import io.matriarch.core.api.HaNodeBuilder;
import io.matriarch.core.api.HaThreads;
import io.matriarch.core.api.NodeSettings;
import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Tags;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.peer.FailsafePing;
import io.matriarch.core.peer.FailsafeVote;
import io.matriarch.core.peer.PeerGateway;
import io.matriarch.core.peer.PeerStatus;
import io.matriarch.testkit.store.InMemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** As an embedder sets threads up. */
@Timeout(60)
class HaThreadsTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Ticker ticker = new SystemTicker();
  private final InMemoryStore store = new InMemoryStore(ticker);
  private final List<Thread> made = new CopyOnWriteArrayList<>();

  /** A node is closed before the last of its threads has ended. */
  @BeforeEach
  void nothingIsLeftOfOtherTests() {
    await().atMost(SOON).until(() -> ThreadCount.of("ha-").isEmpty());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private HaNodeBuilder node() {
    NodeName name = NodeName.of("a");
    NodeSettings settings =
        new NodeSettings(
            new ClusterId("service", "alone"),
            name,
            "",
            "",
            "",
            Tags.NONE,
            Optional.of("{}"),
            false);
    return new HaNodeBuilder(settings)
        .ticker(ticker)
        .store(store.client(name))
        .resource(new FakeResource())
        .peers(new Nobody());
  }

  private void lead(HaNode node) {
    node.start();
    await().atMost(SOON).until(() -> node.status().leadsAt(ticker.now()));
  }

  private Thread make(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.setPriority(Thread.NORM_PRIORITY - 1);
    made.add(thread);
    return thread;
  }

  private void allAreOurs(String prefix) {
    assertThat(made).allMatch(thread -> thread.getName().startsWith(prefix));
    assertThat(ThreadCount.of(prefix)).hasSizeLessThanOrEqualTo(made.size());
    await().atMost(SOON).until(() -> made.stream().noneMatch(Thread::isAlive));
  }

  @Test
  void sharedThreadsAreMadeByTheEmbeddersFactory() {
    try (HaThreads threads =
        HaThreads.builder().name("fleet").loops(2).callsOfEachKind(1).factory(this::make).build()) {
      HaNode node = node().threads(threads).build();
      assertThat(made).isEmpty();
      lead(node);

      node.close();

      assertThat(made).extracting(Thread::getName).contains("fleet-loop-2", "fleet-timer-1");
      assertThat(ThreadCount.of("fleet-loop")).hasSize(2);
      assertThat(ThreadCount.of("ha-")).isEmpty();
    }
    allAreOurs("fleet-");
  }

  @Test
  void aNodesOwnThreadsAreMadeByTheEmbeddersFactoryToo() {
    ThreadFactory factory = this::make;
    HaNode node = node().threadFactory(factory).build();
    assertThat(made).isEmpty();
    lead(node);
    assertThat(made).extracting(Thread::getName).contains("ha-loop-alone/a", "ha-guard-alone/a");

    node.close();

    allAreOurs("ha-");
  }

  @Test
  void aNodeThatIsNeverStartedMakesNoThreadBeforeItIsClosed() {
    HaNode node = node().threadFactory(this::make).build();

    assertThat(made).isEmpty();
    node.close();
    allAreOurs("ha-");
  }

  @Test
  void sharedThreadsWithoutAnyNodeEndAtOnce() {
    HaThreads threads = HaThreads.shared();

    threads.close();
    threads.close();

    assertThat(ThreadCount.of("ha-")).isEmpty();
  }

  @Test
  void numbersThatMakeNoSenseAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HaThreads.builder().loops(0))
        .withMessage("loops: 0 is not between 1 and 1000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HaThreads.builder().callsOfEachKind(1001))
        .withMessage("callsOfEachKind: 1001 is not between 1 and 1000");
  }

  /** There is nobody else. */
  private static final class Nobody implements PeerGateway {
    @Override
    public CompletionStage<PeerStatus> ask(MemberRecord member, Duration timeout) {
      return CompletableFuture.completedFuture(PeerStatus.unreachable(member.name()));
    }

    @Override
    public CompletionStage<FailsafeVote> mayGoOn(
        NodeName member, String apiUrl, FailsafePing ping, Duration timeout) {
      return CompletableFuture.completedFuture(
          new FailsafeVote(member, false, OptionalLong.empty(), "nobody"));
    }

    @Override
    public void close() {
      // Nothing is kept open.
    }
  }
}
