package io.matriarch.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.examples.quickstart.cluster.AgentProgram;
import io.matriarch.examples.quickstart.cluster.DemoCluster;
import io.matriarch.examples.quickstart.cluster.DemoNode;
import io.matriarch.examples.quickstart.cluster.Launcher;
import io.matriarch.examples.quickstart.cluster.NodeFile;
import io.matriarch.examples.quickstart.cluster.Timing;
import io.matriarch.examples.quickstart.cluster.Wait;
import io.matriarch.examples.quickstart.load.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An agent that is killed: with somebody who starts it again, and without. */
@Timeout(180)
class SupervisionEndToEnd {
  private static final Duration TTL = Duration.ofSeconds(20);
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration SOON = Duration.ofSeconds(30);

  private RunningCluster running;
  private DemoCluster cluster;
  private DemoNode node;

  @BeforeEach
  void prepare() throws Exception {
    running = RunningCluster.prepare(Timing.ofTtl((int) TTL.toSeconds()), 2);
    cluster = running.cluster();
    node = cluster.nodes().get(0);
  }

  @AfterEach
  void stop() throws Exception {
    if (running == null) {
      return;
    }
    Optional<ProcessHandle> supervised = node.isAgentAlive() ? agent() : Optional.empty();
    running.stop();
    supervised.ifPresent(ProcessHandle::destroyForcibly);
    killLeash();
  }

  @Test
  void aKilledAgentIsBackBeforeAnybodyNotices() throws Exception {
    supervise();
    node.start();
    assertThat(cluster.awaitPrimary(START)).isEqualTo(node);
    cluster.nodes().get(1).start();
    cluster.awaitHealthy(START);
    ProcessHandle agent = agent().orElseThrow();
    ProcessHandle postmaster = node.postmaster().orElseThrow();
    try (Writer writer = Writer.start(cluster.database())) {
      Wait.until("writes", SOON, () -> writer.ledger().size() > 50);

      long killed = System.nanoTime();
      agent.destroyForcibly();
      Wait.until("another agent", SOON, () -> agent().filter(p -> !p.equals(agent)).isPresent());
      Wait.until("its lead", SOON, () -> node.rest().isOk("/primary"));
      Duration back = Duration.ofNanos(System.nanoTime() - killed);
      Wait.pause(TTL.plusSeconds(2));
      Duration gap = writer.ledger().longestGapSince(killed).length();
      System.out.printf(
          "measured: killed agent: leads again after %d ms, writers waited %d ms%n",
          back.toMillis(), gap.toMillis());
      writer.finish();

      assertThat(back).isLessThan(Duration.ofSeconds(10));
      assertThat(writer.ledger().errors()).isZero();
    }
    assertThat(node.postmaster()).contains(postmaster);
    assertThat(cluster.store().leader()).contains(node.name());
    node.terminate();

    assertThat(node.awaitExit(SOON)).contains(0);
    assertThat(node.isServerAlive()).isFalse();
  }

  @Test
  void aWrongConfigurationIsOneLineAndOneStart() throws Exception {
    supervise();
    NodeFile.write(node.spec().configuration(), "scope: herd\n");
    node.start();

    assertThat(node.awaitExit(SOON)).contains(1);
    assertThat(node.log()).hasSize(1);
  }

  @Test
  void withoutASupervisorTheServerEndsBeforeItsLease() throws Exception {
    node.start();
    cluster.awaitPrimary(START);
    // By then the leash has been told of the lease, and not only of the right to create the
    // cluster.
    Wait.until("a renewal", SOON, () -> cluster.store().publishedPosition().isPresent());

    long killed = System.nanoTime();
    ProcessHandle.of(node.agentPid()).orElseThrow().destroyForcibly();
    Wait.until("the server's end", TTL.plus(SOON), () -> !node.isServerAlive());
    Duration writable = Duration.ofNanos(System.nanoTime() - killed);
    System.out.printf(
        "measured: killed agent that stays away: the server ended after %d ms%n",
        writable.toMillis());

    assertThat(writable).isLessThan(TTL);
  }

  private void supervise() {
    node.use(new AgentProgram(List.of(Launcher.find().toString(), "--supervise")));
  }

  /** It waits for an agent to come back, and then for the end of its data directory. */
  private void killLeash() throws InterruptedException {
    Wait.until(
        "the leash's end",
        SOON,
        () -> {
          List<ProcessHandle> left = leash();
          left.forEach(ProcessHandle::destroyForcibly);
          return left.isEmpty();
        });
  }

  private List<ProcessHandle> leash() {
    String data = node.spec().dataDirectory().toString();
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().arguments().filter(a -> List.of(a).contains(data)).isPresent())
        .filter(p -> !p.info().command().orElse("").contains("postgres"))
        .toList();
  }

  /** The supervisor's child. */
  private Optional<ProcessHandle> agent() {
    return ProcessHandle.of(node.agentPid()).flatMap(own -> own.children().findFirst());
  }
}
