package io.matriarch.testkit.sim.planted;

import io.matriarch.core.internal.event.Occurrence;
import io.matriarch.core.internal.event.PeerEvent;
import io.matriarch.core.internal.machine.FailsafeState;
import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.core.internal.machine.LeaseKeeper;
import io.matriarch.core.internal.machine.LeaseTimes;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.internal.policy.FactSet;
import io.matriarch.core.internal.policy.FailsafeFacts;
import io.matriarch.core.internal.policy.HaPolicy;
import io.matriarch.core.model.MonoTime;
import java.util.List;
import java.util.Optional;

/** A leader that goes on without the store, and those who let it. */
final class FailsafeBugs {
  private FailsafeBugs() {}

  static List<PlantedBug> all() {
    return List.of(
        PlantedBug.inCluster(
            "the right to go on is counted from the last answer", CountsFromTheAnswer::new, "S10"),
        PlantedBug.inCluster("the agreement of one member is enough", OneIsEnough::new, "S10"),
        PlantedBug.inCluster(
            "a member races in spite of its promise",
            () -> PlantedBug.finding(FailsafeFacts.class, s -> FactSet.EMPTY),
            "S10"));
  }

  /** Changes a round of questions on its way into the state. */
  private abstract static class Tampering extends HaMachine {
    private Tampering() {
      super(HaPolicy.standard(), new LeaseKeeper());
    }

    @Override
    public Step step(NodeState before, Occurrence occurrence) {
      Step honest = super.step(before, occurrence);
      FailsafeState failsafe = tamper(before, occurrence, honest.next().failsafe());
      return new Step(
          with(honest.next(), failsafe), honest.effects(), honest.wakeAt(), honest.guard());
    }

    abstract FailsafeState tamper(NodeState before, Occurrence occurrence, FailsafeState after);

    static FailsafeState right(FailsafeState round, MonoTime from) {
      return new FailsafeState(
          round.id(),
          round.askedAt(),
          round.deadline(),
          false,
          round.asked(),
          round.promised(),
          round.votes(),
          Optional.of(LeaseTimes.of(from, round.promised())),
          Optional.empty());
    }

    private static NodeState with(NodeState state, FailsafeState failsafe) {
      return new NodeState(
          state.settings(),
          state.traits(),
          state.config(),
          state.election(),
          state.store(),
          state.leader(),
          state.lease(),
          state.resource(),
          state.tasks(),
          state.survey(),
          state.memory(),
          state.desk(),
          failsafe,
          state.watchdog(),
          state.decision(),
          state.decidedAt(),
          state.now(),
          state.wallClock(),
          state.nextId());
    }
  }

  private static final class CountsFromTheAnswer extends Tampering {
    @Override
    FailsafeState tamper(NodeState before, Occurrence occurrence, FailsafeState after) {
      boolean granted =
          occurrence.event() instanceof PeerEvent.Voted
              && !after.times().equals(before.failsafe().times())
              && after.times().isPresent();
      return granted ? right(after, occurrence.at()) : after;
    }
  }

  private static final class OneIsEnough extends Tampering {
    @Override
    FailsafeState tamper(NodeState before, Occurrence occurrence, FailsafeState after) {
      boolean one =
          occurrence.event() instanceof PeerEvent.Voted voted
              && voted.vote().accepted()
              && after.running()
              && voted.roundId() == after.id();
      return one ? right(after, after.askedAt()) : after;
    }
  }
}
