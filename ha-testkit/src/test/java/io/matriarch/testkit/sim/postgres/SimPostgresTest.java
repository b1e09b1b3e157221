package io.matriarch.testkit.sim.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.model.Role;
import io.matriarch.core.resource.Divergence;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import io.matriarch.testkit.sim.net.SimNetwork;
import io.matriarch.testkit.sim.world.Trace;
import io.matriarch.testkit.sim.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimPostgresTest implements PostgresObserver {
  private static final ReplicationSource A = new ReplicationSource(NodeName.of("a"), "a", 5432);
  private static final ReplicationSource B = new ReplicationSource(NodeName.of("b"), "b", 5432);

  private final World world = new World(42, new Trace(false));
  private final SimNetwork network = new SimNetwork(2);
  private final List<String> heard = new ArrayList<>();
  private final SimPostgres a = new SimPostgres(world, 0, "a", network, this::at, this);
  private final SimPostgres b = new SimPostgres(world, 1, "b", network, this::at, this);

  @BeforeEach
  void aPrimaryAndItsReplica() {
    a.create("7000000000001");
    a.launch(true, Optional.empty(), () -> heard.add("a ready"));
    pass(60);
    CopyTools.endCopying(b, a);
    b.launch(false, Optional.of(A), () -> heard.add("b ready"));
    pass(60);
    heard.clear();
  }

  @Test
  void aReplicaReceivesWhatThePrimaryWrites() {
    a.commit(100, wal -> heard.add("acknowledged"));
    pass(5);

    assertThat(heard).containsExactly("acknowledged");
    assertThat(b.streaming()).isTrue();
    assertThat(b.wal()).isEqualTo(a.wal());
  }

  @Test
  void aCrashKeepsWhatWasAcknowledgedAndForgetsWhatWasNot() {
    a.commit(100, wal -> heard.add("first"));
    pass(5);
    Wal flushed = a.wal().orElseThrow();
    a.commit(100, wal -> heard.add("second"));
    a.die();
    pass(5);

    assertThat(heard).containsExactly("first", "a read-only");
    assertThat(a.wal()).contains(flushed);
    assertThat(Reporter.report(a, true).cleanShutdown()).isFalse();
    assertThat(Reporter.report(a, true).role()).isEqualTo(Role.PRIMARY);
  }

  @Test
  void nothingIsReceivedOverACutLinkAndAllOfItAfterwards() {
    network.cut(0, 1);
    a.commit(100, wal -> {});
    pass(30);
    boolean lagged = !b.wal().equals(a.wal());
    network.heal(0, 1);
    pass(10);

    assertThat(lagged).isTrue();
    assertThat(b.wal()).isEqualTo(a.wal());
  }

  @Test
  void anOrderlyStopDisconnectsClientsFirstAndShipsEverything() {
    a.stop(() -> heard.add("written"));
    pass(60);

    assertThat(heard).containsExactly("a read-only", "written");
    assertThat(Reporter.report(a, true).cleanShutdown()).isTrue();
    assertThat(b.wal()).isEqualTo(a.wal());
  }

  @Test
  void aServerWhoseVolumeIsAwayIsNotTakenForStoppedByWhoHasSeenIt() {
    b.accessible(false);

    assertThat(Reporter.report(b, true).running()).isEqualTo(RunPhase.UNRESPONSIVE);
    assertThat(Reporter.report(b, true).role()).isEqualTo(Role.PRIMARY);
    assertThat(Reporter.report(b, false).running()).isEqualTo(RunPhase.STOPPED);

    b.die();

    assertThat(Reporter.report(b, true).running()).isEqualTo(RunPhase.STOPPED);
  }

  @Test
  void aPromotionBeginsANewTimelineEvenIfNobodyWatchesOverIt() {
    a.die();
    b.promote(() -> {});
    pass(60);

    assertThat(heard).containsExactly("a read-only", "b promoted", "b writable");
    assertThat(b.wal().orElseThrow().branch().timeline()).isEqualTo(2);
    assertThat(Reporter.report(b, true).history()).hasSize(1);
  }

  @Test
  void aFenceEndsAPromotionUnderWay() {
    a.die();
    b.promote(() -> {});
    b.fence();
    pass(60);

    assertThat(b.alive()).isFalse();
    assertThat(heard).containsExactly("a read-only");
  }

  @Test
  void whoeverIsKilledWritesNothingMoreEvenIfItsProcessStaysForAWhile() {
    a.pace().slowDeaths(true);
    a.fence();
    a.quit(() -> heard.add("a gone"));
    pass(1);
    boolean stays = a.alive();
    boolean mayStillOpen = a.onTheWayToWritable();
    a.commit(100, wal -> heard.add("acknowledged"));
    pass(60);

    assertThat(stays).isTrue();
    assertThat(mayStillOpen).isFalse();
    assertThat(heard).containsExactly("a read-only", "a gone");
    assertThat(a.alive()).isFalse();
  }

  @Test
  void aFormerPrimaryThatWentPastTheForkCannotFollowBeforeItIsRealigned() {
    network.cut(0, 1);
    a.commit(100, wal -> {});
    pass(5);
    a.die();
    network.heal(0, 1);
    b.promote(() -> {});
    pass(60);
    a.launch(false, Optional.of(B), () -> {});
    pass(60);
    boolean streamed = a.streaming();
    Divergence verdict = Reporter.compare(a, b);
    a.die();
    CopyTools.beginRealigning(a);
    CopyTools.endRealigning(a, b);
    a.launch(false, Optional.of(B), () -> {});
    pass(60);

    assertThat(streamed).isFalse();
    assertThat(verdict).isEqualTo(Divergence.DIVERGED);
    assertThat(a.streaming()).isTrue();
    assertThat(a.wal()).isEqualTo(b.wal());
  }

  private void pass(long seconds) {
    world.runUntil(world.now().plus(Duration.ofSeconds(seconds)));
  }

  private Optional<SimPostgres> at(ReplicationSource source) {
    return Optional.of(source.equals(A) ? a : b);
  }

  @Override
  public void writable(SimPostgres server) {
    heard.add(server.name() + " writable");
  }

  @Override
  public void readOnly(SimPostgres server) {
    heard.add(server.name() + " read-only");
  }

  @Override
  public void promoted(SimPostgres server, Wal before) {
    heard.add(server.name() + " promoted");
  }

  @Override
  public void changed(SimPostgres server) {}
}
