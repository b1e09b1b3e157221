package io.matriarch.testkit.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.internal.event.Occurrence;
import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.core.internal.machine.LeaseKeeper;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.internal.policy.HaPolicy;
import io.matriarch.core.internal.recording.FlightRecorder;
import io.matriarch.testkit.sim.election.ElectionRun;
import io.matriarch.testkit.sim.run.SeedRun;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All that happens in simulated clusters and elections can be written down and taken again. */
class ReplayTest {
  /** So that most recordings begin somewhere on the way. */
  private static final int A_FEW = 1 << 16;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatASimulatedNodeRecordsIsDecidedAgain(long seed) {
    Recording machine = new Recording();
    SeedRun.quietly(seed, machine);
    machine.checkAll();
    ElectionRun.quietly(seed, machine);
    machine.checkAll();
  }

  /** Records the steps of every process that it serves: each goes on where it was. */
  private static final class Recording extends HaMachine {
    private final Map<NodeState, FlightRecorder> going = new IdentityHashMap<>();
    private final List<FlightRecorder> all = new ArrayList<>();

    Recording() {
      super(HaPolicy.standard(), new LeaseKeeper());
    }

    @Override
    public Step step(NodeState before, Occurrence occurrence) {
      Step step = super.step(before, occurrence);
      FlightRecorder recorder = Optional.ofNullable(going.remove(before)).orElseGet(this::another);
      recorder.stepped(before, occurrence, step);
      going.put(step.next(), recorder);
      return step;
    }

    private FlightRecorder another() {
      FlightRecorder recorder = new FlightRecorder(A_FEW);
      all.add(recorder);
      return recorder;
    }

    void checkAll() {
      assertThat(all).isNotEmpty();
      for (FlightRecorder recorder : all) {
        List<String> lines = recorder.lines();
        Replay replay = Replay.of(lines, HaMachine.standard());
        assertThat(replay.difference()).isEmpty();
        assertThat(replay.steps()).isEqualTo(lines.size() - 2);
      }
      going.clear();
      all.clear();
    }
  }
}
