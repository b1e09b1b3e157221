package io.matriarch.core.internal.machine;

import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.FactSet;
import io.matriarch.core.internal.policy.ResourceFacts;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.internal.policy.ViewFacts;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Role;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import java.time.Duration;
import java.util.Optional;

/** Keeps the "since when" of conditions that matter only if they last. */
final class Recollection {
  private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

  private Recollection() {}

  static void update(Draft draft) {
    Situation situation = draft.situation();
    FactSet view = new ViewFacts().find(situation);
    FactSet resource = new ResourceFacts().find(situation);
    Memory memory = draft.memory;
    boolean down =
        situation.lease().isPresent()
            && situation.report().filter(report -> isDown(report.running(), draft)).isPresent();
    boolean stalled =
        resource.has(Fact.FOLLOWS_LEADER)
            && situation
                .report()
                .filter(report -> report.running().alive() && report.role() == Role.REPLICA)
                .filter(report -> !report.streaming())
                .isPresent();
    boolean claimStands = view.has(Fact.INITIALIZE_CLAIMED) && !view.has(Fact.LEADER_KNOWN);
    draft.memory =
        memory
            .startFailingSince(since(memory.startFailingSince(), down, draft.now))
            .stalledSince(since(memory.stalledSince(), stalled, draft.now))
            .initializeEmptySince(since(memory.initializeEmptySince(), claimStands, draft.now))
            .initializing(memory.initializing() && !view.has(Fact.INITIALIZED));
    if (resource.has(Fact.STALLED)) {
      forgetOldVerdict(draft);
    }
  }

  /** A primary that was seen running and cannot be asked is busy, as far as anybody knows. */
  private static boolean isDown(RunPhase phase, Draft draft) {
    return switch (phase) {
      case RUNNING -> false;
      case STOPPED, STARTING -> true;
      case UNRESPONSIVE -> !ResourceFacts.mayBeWritable(draft.freeze());
    };
  }

  private static Optional<MonoTime> since(Optional<MonoTime> before, boolean holds, MonoTime now) {
    return holds ? Optional.of(before.orElse(now)) : Optional.empty();
  }

  /** A stream that does not come may mean that the histories have parted after all. */
  private static void forgetOldVerdict(Draft draft) {
    draft.resource =
        draft.resource.judgedBefore(draft.now.minus(ASK_AGAIN))
            ? draft.resource.judged(Optional.empty())
            : draft.resource;
  }
}
