package io.matriarch.testkit.sim.planted;

import io.matriarch.core.internal.effect.Effect;
import io.matriarch.core.internal.effect.NodeEffect;
import io.matriarch.core.internal.election.Moves;
import io.matriarch.core.internal.event.Occurrence;
import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.core.internal.machine.LeaseKeeper;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.internal.policy.ElectionFacts;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.FactFinder;
import io.matriarch.core.internal.policy.FactSet;
import io.matriarch.core.internal.policy.HaPolicy;
import io.matriarch.core.internal.policy.Intent;
import io.matriarch.core.internal.policy.LeaseStance;
import io.matriarch.core.internal.policy.Plan;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.internal.policy.TaskFacts;
import io.matriarch.core.peer.PeerStatus;
import io.matriarch.core.resource.StartRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What operators may rely on. */
final class RequestBugs {
  private RequestBugs() {}

  static List<PlantedBug> all() {
    return List.of(
        PlantedBug.inCluster(
            "a leader hands over to whoever answers",
            () -> PlantedBug.finding(ElectionFacts.class, new TrustsAnybody()),
            "S11"),
        PlantedBug.inCluster(
            "a candidate that is named does not wait for the leader",
            RequestBugs::impatient,
            "S12"),
        PlantedBug.inCluster(
            "a node starts its server in pause without being asked", RequestBugs::busy, "S8"),
        PlantedBug.inCluster(
            "a command is never answered",
            () -> new Rewriting(effect -> isAnswer(effect) ? Stream.empty() : Stream.of(effect)),
            "S7"),
        PlantedBug.inCluster(
            "a command is answered twice",
            () ->
                new Rewriting(
                    effect -> isAnswer(effect) ? Stream.of(effect, effect) : Stream.of(effect)),
            "S7"));
  }

  private static HaMachine impatient() {
    return PlantedBug.replacing(
        Rule.row("800.90", "Named: claim, whoever leads")
            .then(
                s ->
                    Plan.hold(
                        Moves.namesMe(s) ? LeaseStance.CLAIM : LeaseStance.NONE, "impatient")));
  }

  private static HaMachine busy() {
    return PlantedBug.replacing(
        Rule.row("900.90", "Start whatever is stopped")
            .then(
                s ->
                    Plan.of(
                        LeaseStance.NONE,
                        s.report().filter(r -> r.running().alive()).isPresent()
                            ? Intent.HOLD
                            : start(s),
                        "busy")));
  }

  private static Intent start(Situation s) {
    return new Intent.Run(
        new TaskSpec.Start(
            new StartRequest(Optional.empty(), Optional.empty(), s.state().config().text())));
  }

  private static boolean isAnswer(Effect effect) {
    return effect instanceof NodeEffect.Reply reply && reply.result().text().startsWith("restart");
  }

  /** Takes everybody who answers for a successor where one is wanted. */
  private static final class TrustsAnybody implements FactFinder {
    private final ElectionFacts honest = new ElectionFacts();
    private final TaskFacts tasks = new TaskFacts();

    @Override
    public FactSet find(Situation s) {
      FactSet facts = honest.find(s);
      boolean anybody =
          facts.has(Fact.SURVEY_DONE)
              && !tasks.find(s).hasNone(FactSet.of(Fact.HANDOVER_READY, Fact.HANDING_OVER))
              && s.survey().answers().values().stream().anyMatch(PeerStatus::reachable);
      return facts.with(Fact.SUCCESSOR_HAS_ALL, anybody);
    }
  }

  /** Replaces effects on their way out. */
  private static final class Rewriting extends HaMachine {
    private final Function<Effect, Stream<Effect>> rewrite;

    private Rewriting(Function<Effect, Stream<Effect>> rewrite) {
      super(HaPolicy.standard(), new LeaseKeeper());
      this.rewrite = rewrite;
    }

    @Override
    public Step step(NodeState before, Occurrence occurrence) {
      Step honest = super.step(before, occurrence);
      List<Effect> effects = honest.effects().stream().flatMap(rewrite).toList();
      return new Step(honest.next(), effects, honest.wakeAt(), honest.guard());
    }
  }
}
