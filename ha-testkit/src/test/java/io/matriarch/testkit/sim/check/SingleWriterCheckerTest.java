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
  void a_second_writer_is_a_violation_however_short() {
    SingleWriterChecker checker = new SingleWriterChecker(world, findings, true, TTL);

    checker.writable(a);
    checker.writable(b);

    assertThat(findings.first().orElseThrow().invariant()).isEqualTo("S1");
  }

  @Test
  void a_guard_outside_of_the_agent_leaves_no_excuse_to_a_sleeping_agent() {
    SingleWriterChecker checker = new SingleWriterChecker(world, findings, true, TTL);

    checker.writable(a);
    checker.asleep(a);
    checker.writable(b);

    assertThat(findings.first()).isPresent();
  }

  @Test
  void without_such_a_guard_what_a_sleeping_agent_leaves_behind_is_measured() {
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
  void an_agent_that_woke_up_has_little_time_to_mend_it() {
    SingleWriterChecker checker = new SingleWriterChecker(world, findings, false, TTL);

    checker.writable(a);
    checker.asleep(a);
    checker.writable(b);
    checker.awake(a);
    world.runUntil(Duration.ofSeconds(20));

    assertThat(findings.first()).isPresent();
  }

  @Test
  void whoever_lost_the_key_to_an_operator_is_excused_for_as_long_as_it_cannot_know() {
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
