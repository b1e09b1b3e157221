package io.matriarch.testkit.sim.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.internal.machine.WatchdogState;
import io.matriarch.testkit.sim.net.SimNetwork;
import io.matriarch.testkit.sim.node.SimNode;
import io.matriarch.testkit.sim.postgres.PostgresObserver;
import io.matriarch.testkit.sim.postgres.SimPostgres;
import io.matriarch.testkit.sim.postgres.Wal;
import io.matriarch.testkit.sim.world.SimClock;
import io.matriarch.testkit.sim.world.Trace;
import io.matriarch.testkit.sim.world.World;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For how long clients may write to a server that nobody has the right to make primary. */
class PermitCheckerTest implements PostgresObserver {
  private static final Duration STEP = Duration.ofMillis(1);

  private final World world = new World(42, new Trace(false));
  private final SimPostgres server =
      new SimPostgres(world, 0, "a", new SimNetwork(1), source -> Optional.empty(), this);
  private final SimNode node =
      new SimNode(
          0,
          new SimClock(world, Duration.ofHours(1)),
          server,
          WatchdogState.Need.NONE,
          new SimNode.Surroundings(world, null, null, null, null, null, null, null, null));
  private final Findings findings = new Findings(world);
  private final PermitChecker checker = new PermitChecker(findings, false);

  @BeforeEach
  void aReplica() {
    server.create("7000000000001");
    server.launch(false, Optional.empty(), () -> {});
    pass(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @CsvSource({"4400, false", "4600, true"})
  void whatComesAboutByItselfHasToBeSeenFirst(long millis, boolean tooLong) {
    server.pace().slowPromotions(true);
    server.promote(() -> {});
    checker.awake(node);
    untilWritable();

    writableFor(millis);

    assertThat(findings.first().isPresent()).isEqualTo(tooLong);
  }

  @ParameterizedTest
  @CsvSource({"1400, false", "1600, true"})
  void whatIsPrimaryAlreadyIsFoundAtOnce(long millis, boolean tooLong) {
    server.promote(() -> {});
    untilWritable();
    checker.awake(node);

    writableFor(millis);

    assertThat(findings.first().isPresent()).isEqualTo(tooLong);
  }

  @Test
  void nobodySetsOutWithoutTheRight() {
    checker.awake(node);
    checker.becomingPrimary(node);

    assertThat(findings.first().map(Violation::invariant)).contains("S3");
  }

  private void untilWritable() {
    while (!server.writable()) {
      pass(STEP);
    }
  }

  private void writableFor(long millis) {
    pass(Duration.ofMillis(millis));
    server.die();
  }

  private void pass(Duration time) {
    world.runUntil(world.now().plus(time));
  }

  @Override
  public void writable(SimPostgres primary) {
    checker.writable(node);
  }

  @Override
  public void readOnly(SimPostgres former) {
    checker.readOnly(node);
  }

  @Override
  public void promoted(SimPostgres primary, Wal before) {
    // Only who can be written to matters here.
  }

  @Override
  public void changed(SimPostgres any) {
    // As above.
  }
}
