package io.matriarch.examples.quickstart.interop;

import static io.matriarch.examples.quickstart.interop.MixedCluster.SOON;
import static io.matriarch.examples.quickstart.interop.MixedCluster.TTL;
import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.examples.quickstart.cluster.DemoNode;
import io.matriarch.examples.quickstart.cluster.Wait;
import io.matriarch.examples.quickstart.faults.Signals;
import io.matriarch.examples.quickstart.load.Ledger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an operator asks of one make is done by the other. */
abstract class OrdersBesidePatroni extends BesidePatroni {
  private static final Duration SOME_LOOPS = Duration.ofSeconds(6);
  private static final Duration OUTAGE = Duration.ofSeconds(TTL + 6);

  OrdersBesidePatroni(String generation) {
    super(generation);
  }

  @Test
  void leadershipIsMovedBothWaysWhoeverIsAsked() throws Exception {
    mixed.lead(theirs);
    try (Load load = Load.on(cluster)) {
      for (DemoNode asked : cluster.nodes()) {
        move(load, asked, theirs, ours);
        move(load, asked, ours, theirs);
      }
      assertThat(load.audit(Optional.empty()).lost()).isEmpty();
    }
  }

  @Test
  void theirCommandLineMovesLeadershipBothWays() throws Exception {
    mixed.lead(theirs);
    Patronictl patronictl =
        new Patronictl(Neighbours.patronictl(generation), theirs.spec().configuration(), Map.of());
    for (DemoNode to : new DemoNode[] {ours, theirs}) {
      DemoNode from = to.equals(ours) ? theirs : ours;
      assertThat(
              patronictl
                  .run("switchover", "--leader", from.name(), "--candidate", to.name(), "--force")
                  .output())
          .contains("Successfully switched over to \"" + to.name() + "\"");
      mixed.awaitHealthy();
    }
  }

  @Test
  void pauseOrderedThroughTheirsIsObeyedByOurs() throws Exception {
    mixed.lead(theirs);
    inPauseNothingIsStarted(theirs, ours, ours);
  }

  @Test
  void pauseOrderedThroughOursIsObeyedByTheirs() throws Exception {
    mixed.lead(ours);
    // Patroni starts a crashed server even in pause until it has seen that a rewind is not needed,
    // which a member that has just been started looks for in its second loop.
    mixed.awaitLoops(theirs, 3);
    inPauseNothingIsStarted(ours, theirs, theirs);
  }

  @Test
  void configurationChangedThroughEitherIsAppliedByBoth() throws Exception {
    changeConfiguration(theirs, "7MB");
    changeConfiguration(ours, "9MB");
  }

  @Test
  void withTheStoreAwayTheirLeaderKeepsWritingWhileOursAccepts() throws Exception {
    mixed.lead(theirs);
    outlastsTheStore(theirs);
  }

  @Test
  void withTheStoreAwayOurLeaderKeepsWritingWhileTheirsAccepts() throws Exception {
    mixed.lead(ours);
    outlastsTheStore(ours);
  }

  private void move(Load load, DemoNode asked, DemoNode from, DemoNode to) throws Exception {
    long begun = System.nanoTime();
    mixed.switchOver(asked, from, to);
    load.awaitMore(50);
    System.out.printf(
        "measured: Patroni %s beside ours, %s asked to move from %s: writers waited %d ms%n",
        generation,
        name(asked),
        name(from),
        load.ledger().longestGapSince(begun).length().toMillis());
  }

  private String name(DemoNode node) {
    return node.equals(ours) ? "ours" : "theirs";
  }

  private void inPauseNothingIsStarted(DemoNode asked, DemoNode victim, DemoNode askedLater)
      throws Exception {
    mixed.pause(asked, true);
    if (victim.equals(theirs)) {
      killServerOfTheirs();
    } else {
      victim.killPostmaster();
    }
    Wait.until("the end of the server", SOON, () -> !victim.isServerAlive());
    boolean started = Wait.within(SOME_LOOPS, victim::isServerAlive);
    mixed.pause(askedLater, false);
    mixed.awaitHealthy();

    assertThat(started).as("%s has started its server in pause", victim.name()).isFalse();
  }

  /**
   * Patroni takes a server that has ended for one that runs until the system has collected its
   * process, and restarts it in pause, as its settings cannot be read: it must not look meanwhile.
   */
  private void killServerOfTheirs() throws Exception {
    ProcessHandle postmaster = theirs.postmaster().orElseThrow();
    Signals signals = new Signals();
    try {
      signals.freeze(() -> List.of(ProcessHandle.of(theirs.agentPid()).orElseThrow()));
      theirs.killPostmaster();
      Wait.until("the process collected", SOON, () -> !postmaster.isAlive());
    } finally {
      signals.thaw();
    }
  }

  private void changeConfiguration(DemoNode asked, String memory) throws Exception {
    MixedCluster.patch(
        asked, "{\"postgresql\": {\"parameters\": {\"work_mem\": \"" + memory + "\"}}}");
    for (DemoNode node : cluster.nodes()) {
      Wait.until(
          "work_mem on " + node.name(), SOON, () -> mixed.setting(node, "work_mem").equals(memory));
    }
    assertThat(ours.rest().document("/config")).isEqualTo(theirs.rest().document("/config"));
  }

  private void outlastsTheStore(DemoNode leader) throws Exception {
    MixedCluster.patch(leader, "{\"failsafe_mode\": true}");
    for (DemoNode node : cluster.nodes()) {
      Wait.until(
          "the failsafe topology on " + node.name(),
          SOON,
          () -> node.rest().document("/failsafe").orElseThrow().size() == cluster.nodes().size());
    }
    try (Load load = Load.on(cluster)) {
      long stopped = System.nanoTime();
      cluster.server().stop();
      Wait.pause(OUTAGE);
      cluster.server().start();
      load.awaitMore(50);
      mixed.awaitHealthy();
      Ledger.Gap gap = load.ledger().longestGapSince(stopped);

      assertThat(gap.length()).isLessThan(Duration.ofSeconds(2));
      assertThat(cluster.primary()).contains(leader);
      assertThat(load.audit(Optional.empty()).lost()).isEmpty();
    }
  }
}
