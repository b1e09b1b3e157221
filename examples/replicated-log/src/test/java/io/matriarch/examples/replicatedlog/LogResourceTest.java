package io.matriarch.examples.replicatedlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.Position;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.Term;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.Divergence;
import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.ResourceReport.DataState;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import io.matriarch.core.resource.StartRequest;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The log as a resource")
class LogResourceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Ticker ticker = new SystemTicker();
  private final Task task = new Task();

  @TempDir private Path folder;
  private MonoTime deadline = MonoTime.MAX;
  private Node a;
  private Node b;

  /** A resource without a node around it. */
  private record Node(LogResource log, InetSocketAddress address, Path directory) {
    ReplicationSource source() {
      return new ReplicationSource(NodeName.of("x"), "127.0.0.1", address.getPort());
    }

    String append(String text) {
      try (LogSession client = new LogSession(address.getPort(), PATIENCE)) {
        return client.append(text);
      } catch (SocketTimeoutException e) {
        return "SILENCE";
      } catch (IOException e) {
        return "GONE";
      }
    }
  }

  @BeforeEach
  void create() throws Exception {
    a = node("a");
    b = node("b");
    a.log.bootstrap(new Permit.BootstrapPermit(MonoTime.MAX), "{}", task);
  }

  @AfterEach
  void close() {
    a.log.close();
    b.log.close();
  }

  @Test
  @DisplayName("refuses and cuts clients in the instant of a fence, until the next start")
  void fence() throws Exception {
    assertThat(a.append("one")).startsWith("OK 1:");

    a.log.fence();

    assertThat(a.append("two")).isEqualTo("GONE");
    assertThat(report(a).running()).isEqualTo(RunPhase.STOPPED);
    a.log.start(new StartRequest(Optional.empty(), Optional.empty(), "{}"), task);
    assertThat(a.append("three")).startsWith("NO ");
  }

  @Test
  @DisplayName("is not writable after a fence that came while it was promoted")
  void fenceWhilePromoting() throws Exception {
    a.log.stop(StopMode.FAST, task);
    a.log.start(new StartRequest(Optional.empty(), Optional.empty(), "{}"), task);
    task.atThePoint = a.log::fence;

    assertThatThrownBy(() -> a.log.promote(permit(7), task))
        .isInstanceOf(ResourceException.class)
        .hasMessageContaining("fenced");
    assertThat(report(a).role()).isEqualTo(Role.REPLICA);
  }

  @Test
  @DisplayName("begins an epoch with each lease, and goes on in it under the same lease")
  void epochs() throws Exception {
    a.log.stop(StopMode.FAST, task);
    a.log.start(new StartRequest(Optional.empty(), Optional.empty(), "{}"), task);
    a.log.promote(permit(35), task);
    assertThat(a.append("one")).startsWith("OK 35:");

    a.log.restart(new StartRequest(Optional.of(permit(35)), Optional.empty(), "{}"), task);
    assertThat(a.append("two")).startsWith("OK 35:");
    assertThat(report(a).history()).hasSize(1);

    a.log.restart(new StartRequest(Optional.of(permit(3)), Optional.empty(), "{}"), task);
    assertThat(a.append("after the store has lost its memory")).startsWith("OK 36:");
  }

  @Test
  @DisplayName("acknowledges nothing past its deadline, however long it takes to be fenced")
  void deadline() {
    deadline = ticker.now();

    assertThat(a.append("late")).startsWith("NO ");
    assertThat(report(a).role()).isEqualTo(Role.PRIMARY);
  }

  @Test
  @DisplayName("tells its final position at once, and ships all of it before it is stopped")
  void stop() throws Exception {
    try (LogSession slow = new LogSession(a.address.getPort(), PATIENCE)) {
      slow.send("STREAM 0");
      assertThat(slow.answer()).isEqualTo("OK");
      for (int i = 0; i < 10; i++) {
        // More than what lies between the two can hold.
        assertThat(a.append("x".repeat(1_000_000))).startsWith("OK ");
      }
      FutureTask<Boolean> stopping = stopping(a);
      await().atMost(PATIENCE).until(() -> !task.stages.isEmpty());
      Position end = task.stages.get(0).position().orElseThrow();

      assertThat(a.append("too late")).isNotIn("SILENCE").doesNotStartWith("OK ");
      assertThat(stopping.isDone()).isFalse();
      assertThat(slow.rest()).isEqualTo(end.offset());
      assertThat(stopping.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(report(a).position()).contains(end);
      assertThat(report(a).cleanShutdown()).isTrue();
    }
  }

  private FutureTask<Boolean> stopping(Node node) {
    FutureTask<Boolean> stopping =
        new FutureTask<>(
            () -> {
              node.log.stop(StopMode.FAST, task);
              return true;
            });
    new Thread(stopping, "stopping").start();
    return stopping;
  }

  @Test
  @DisplayName("cuts off what the new primary never had, and is in line then")
  void realign() throws Exception {
    b.log.rebuild(request(a), task);
    assertThat(b.log.compare(a.source(), call())).isEqualTo(Divergence.IN_LINE);
    assertThat(a.append("not shipped")).startsWith("OK ");
    a.log.fence();
    assertThat(b.log.compare(a.source(), call())).isEqualTo(Divergence.UNKNOWN);
    b.log.start(new StartRequest(Optional.of(permit(7)), Optional.empty(), "{}"), task);

    assertThat(a.log.compare(b.source(), call())).isEqualTo(Divergence.DIVERGED);
    a.log.realign(request(b), task);
    assertThat(a.log.compare(b.source(), call())).isEqualTo(Divergence.IN_LINE);

    a.log.start(new StartRequest(Optional.empty(), Optional.of(b.source()), "{}"), task);
    assertThat(b.append("shipped")).startsWith("OK 7:");
    await().atMost(PATIENCE).until(() -> report(a).position().equals(report(b).position()));
    assertThat(bytes(a)).isEqualTo(bytes(b));
  }

  @Test
  @DisplayName("keeps its copy until the new one is complete")
  void rebuild() throws Exception {
    assertThat(report(b).data()).isEqualTo(DataState.EMPTY);
    b.log.rebuild(request(a), task);
    byte[] before = bytes(b);
    assertThat(report(b).systemId()).isEqualTo(report(a).systemId());
    a.append("more");

    task.cancelled = true;
    assertThatThrownBy(() -> b.log.rebuild(request(a), task)).isInstanceOf(TaskCancelled.class);
    assertThat(bytes(b)).isEqualTo(before);
    assertThat(report(b).data()).isEqualTo(DataState.PRESENT);

    task.cancelled = false;
    b.log.rebuild(request(a), task);
    assertThat(bytes(b)).isEqualTo(bytes(a));
  }

  private Node node(String name) throws IOException {
    InetSocketAddress address = new InetSocketAddress("127.0.0.1", LogProcess.PORTS.next());
    LogResource log = new LogResource(folder.resolve(name), address, ticker);
    log.writableUntil(() -> deadline);
    return new Node(log, address, folder.resolve(name));
  }

  private ResourceReport report(Node node) {
    return node.log.observe(call());
  }

  private static byte[] bytes(Node node) throws IOException {
    return Files.readAllBytes(node.directory.resolve("records.log"));
  }

  private Call call() {
    return new Call(ticker.now().plus(Duration.ofSeconds(3)), Duration.ofSeconds(20));
  }

  private static FollowRequest request(Node source) {
    return new FollowRequest(source.source(), "{}");
  }

  private static Permit permit(long term) {
    return new Permit.LeasePermit(new Term(term), MonoTime.MAX);
  }

  /** A task that goes on, unless the test says otherwise. */
  private static final class Task implements TaskContext {
    private final List<TaskStage> stages = new CopyOnWriteArrayList<>();
    private Runnable atThePoint = () -> {};
    private boolean cancelled;

    @Override
    public void stage(TaskStage stage) {
      stages.add(stage);
    }

    @Override
    public void checkCancelled() throws TaskCancelled {
      if (cancelled) {
        throw new TaskCancelled("as the test wishes");
      }
    }

    @Override
    public void passPointOfNoReturn(Permit permit) {
      atThePoint.run();
    }

    @Override
    public MonoTime deadline() {
      return MonoTime.MAX;
    }
  }
}
