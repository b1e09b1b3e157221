package io.matriarch.examples.quickstart.interop;

import static io.matriarch.examples.quickstart.interop.MixedCluster.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.examples.quickstart.cluster.AgentProgram;
import io.matriarch.examples.quickstart.cluster.DemoNode;
import io.matriarch.examples.quickstart.cluster.Wait;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The steps of {@code docs/migration.md}: a cluster of Patroni members under load becomes one of
 * ours, node by node, on the same data with the same files, and goes back the same way.
 */
@Timeout(300)
class MigrationEndToEnd {
  private final AgentProgram theirs = Neighbours.patroni(Neighbours.CURRENT);
  private MixedCluster mixed;
  private AgentProgram ours;

  @BeforeEach
  void start() throws Exception {
    mixed = MixedCluster.prepare(Collections.nCopies(3, theirs));
    ours = Neighbours.oursAsTheirUser(mixed.directory());
    mixed.startAll();
  }

  @AfterEach
  void stop() throws Exception {
    if (mixed != null) {
      mixed.stop();
    }
  }

  @Test
  void thereAndBackWithNothingLost() throws Exception {
    for (DemoNode node : mixed.cluster().nodes()) {
      validate(node);
    }
    String file = Files.readString(mixed.node(0).spec().configuration());
    try (Load load = Load.on(mixed.cluster())) {
      exchangeAll(ours);
      load.awaitMore(50);
      exchangeAll(theirs);
      load.awaitMore(50);
      System.out.printf(
          "measured: there and back, the longest time without a write was %d ms%n",
          load.ledger().longestGapSince(0).length().toMillis());

      assertThat(load.audit(Optional.empty()).lost()).isEmpty();
    }
    assertThat(Files.readString(mixed.node(0).spec().configuration())).isEqualTo(file);
  }

  /** Of a cluster on one machine only the addresses are complained about. */
  private void validate(DemoNode node) throws Exception {
    List<String> command = new ArrayList<>(ours.command());
    command.addAll(List.of("--validate-config", "-i", node.spec().configuration().toString()));
    Path said = mixed.directory().resolve("validation.log");
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(said.toFile())
        .start()
        .waitFor();
    assertThat(Files.readAllLines(said))
        .hasSize(2)
        .allMatch(line -> line.contains("connect_address 127.0.0.1"));
  }

  /** In pause an agent leaves its server alone when it ends, and takes over one that runs. */
  @Test
  void inPauseTheServersDoNotEvenNotice() throws Exception {
    List<String> started = startTimes();
    try (Load load = Load.on(mixed.cluster())) {
      mixed.pause(mixed.node(0), true);
      for (AgentProgram other : List.of(ours, theirs)) {
        for (DemoNode node : mixed.cluster().nodes()) {
          node.terminate();
          assertThat(node.awaitExit(SOON)).contains(0);
          node.use(other);
          node.start();
          Wait.until("an answer of " + node.name(), SOON, () -> node.rest().isOk("/health"));
        }
        mixed.awaitHealthy();
        load.awaitMore(50);
      }
      mixed.pause(mixed.node(0), false);
      mixed.awaitHealthy();

      assertThat(load.ledger().errors()).isZero();
      assertThat(load.audit(Optional.empty()).lost()).isEmpty();
    }
    assertThat(startTimes()).isEqualTo(started);
  }

  private List<String> startTimes() throws Exception {
    List<String> times = new ArrayList<>();
    for (DemoNode node : mixed.cluster().nodes()) {
      times.add(mixed.value(node, "SELECT pg_postmaster_start_time()"));
    }
    return times;
  }

  /** Replicas first; the leader when one of those can lead in its place. */
  private void exchangeAll(AgentProgram other) throws Exception {
    DemoNode leader = mixed.cluster().awaitPrimary(SOON);
    List<DemoNode> replicas =
        mixed.cluster().nodes().stream().filter(node -> !node.equals(leader)).toList();
    for (DemoNode replica : replicas) {
      exchange(replica, other);
    }
    mixed.switchOver(leader, replicas.get(0));
    exchange(leader, other);
  }

  private void exchange(DemoNode node, AgentProgram other) throws Exception {
    node.terminate();
    assertThat(node.awaitExit(SOON)).contains(0);
    node.use(other);
    mixed.startAll();
  }
}
