package io.matriarch.testkit.sim.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.testkit.sim.fault.Swarm;
import io.matriarch.testkit.sim.node.SimNode;
import io.matriarch.testkit.sim.run.SimCluster;
import io.matriarch.testkit.sim.world.Trace;
import io.matriarch.testkit.sim.world.World;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SingleWriterCheckerTest {
  private static final Duration TTL = Duration.ofSeconds(30);

  private final World world = new World(3, new Trace(false));
  private final SimCluster cluster =
      new SimCluster(world, threeNodes(), HaMachine.standard(), (node, failure) -> {});
  private final SimNode a = cluster.nodes().get(0);
  private final SimNode b = cluster.nodes().get(1);
  private final Findings findings = new Findings(world);

  @Test
  void aSecondWriterIsAViolationHoweverShort() {
    SingleWriterChecker checker = new SingleWriterChecker(world, findings, true, TTL);

    checker.writable(a);
    checker.writable(b);

    assertThat(findings.first().orElseThrow().invariant()).isEqualTo("S1");
  }

  @Test
  void aGuardOutsideOfTheAgentLeavesNoExcuseToASleepingAgent() {
    SingleWriterChecker checker = new SingleWriterChecker(world, findings, true, TTL);

    checker.writable(a);
    checker.asleep(a);
    checker.writable(b);

    assertThat(findings.first()).isPresent();
  }

  @Test
  void withoutSuchAGuardWhatASleepingAgentLeavesBehindIsMeasured() {
    SingleWriterChecker checker = new SingleWriterChecker(world, findings, false, TTL);

    checker.writable(a);
    checker.asleep(a);
    checker.writable(b);
    world.runUntil(Duration.ofSeconds(50));
    checker.awake(a);
    world.runUntil(Duration.ofSeconds(51));
    checker.readOnly(a);

    assertThat(findings.first()).isEmpty();
    assertThat(checker.longestOverlap()).isEqualTo(Duration.ofSeconds(51));
  }

  @Test
  void anAgentThatWokeUpHasLittleTimeToMendIt() {
    SingleWriterChecker checker = new SingleWriterChecker(world, findings, false, TTL);

    checker.writable(a);
    checker.asleep(a);
    checker.writable(b);
    checker.awake(a);
    world.runUntil(Duration.ofSeconds(20));

    assertThat(findings.first()).isPresent();
  }

  @Test
  void whoeverLostTheKeyToAnOperatorIsExcusedForAsLongAsItCannotKnow() {
    SingleWriterChecker checker = new SingleWriterChecker(world, findings, true, TTL);

    checker.writable(a);
    checker.leaderKeyStolen(a);
    checker.writable(b);
    world.runUntil(Duration.ofSeconds(20));
    boolean excused = findings.first().isEmpty();
    world.runUntil(Duration.ofSeconds(60));

    assertThat(excused).isTrue();
    assertThat(findings.first()).isPresent();
  }

  private static Swarm threeNodes() {
    long seed = 1;
    while (Swarm.of(seed).nodes() != 3) {
      seed++;
    }
    return Swarm.of(seed);
  }
}
