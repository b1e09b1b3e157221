package io.matriarch.core.internal.runtime;

import io.matriarch.core.api.Explanation;
import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.internal.chore.SelfPortrait;
import io.matriarch.core.internal.machine.FailsafeState;
import io.matriarch.core.internal.machine.LeaseState;
import io.matriarch.core.internal.machine.LeaseTimes;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.internal.machine.ResourceState;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.internal.machine.StoreState;
import io.matriarch.core.internal.machine.TaskSlot;
import io.matriarch.core.internal.policy.Decision;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.MonoTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns a step into the snapshot that everybody outside of the loop sees. */
final class StatusBuilder {
  private StatusBuilder() {}

  static NodeStatus build(Step step) {
    NodeState state = step.next();
    Situation situation = new Situation(state, state.now());
    FailsafeState failsafe = state.failsafe();
    MonoTime agreedUntil =
        failsafe.validAt(state.now())
            ? failsafe.times().map(LeaseTimes::fenceAt).orElse(MonoTime.MIN)
            : MonoTime.MIN;
    MonoTime leasedUntil =
        situation.lease().map(held -> held.times().fenceAt()).orElse(MonoTime.MIN);
    boolean leading = situation.lease().isPresent() || failsafe.validAt(state.now());
    boolean agreed = failsafe.validAt(state.now()) && situation.view().isEmpty();
    return new NodeStatus(
        state.settings().cluster(),
        state.self(),
        SelfPortrait.tags(state),
        state.now(),
        SelfPortrait.runState(state),
        SelfPortrait.role(state),
        state.resource().report(),
        state.resource().askedAt(),
        situation.view(),
        state.store().seenAt(),
        leading,
        state.leftAlone() ? MonoTime.MAX : MonoTime.later(leasedUntil, agreedUntil),
        state.config(),
        agreed || state.now().isBefore(state.memory().failsafeUntil()),
        state.memory().scheduledRestart(),
        explain(state, situation, step.wakeAt()));
  }

  private static Explanation explain(NodeState state, Situation situation, MonoTime wakeAt) {
    Optional<Decision> decision = state.decision();
    return new Explanation(
        decision.map(d -> d.rule().id()).orElse("000.00"),
        decision.map(d -> d.rule().title()).orElse("Nothing has been decided yet"),
        decision.map(d -> d.plan().reason()).orElse("starting"),
        decision.map(d -> d.facts().toList().stream().map(Enum::name).toList()).orElse(List.of()),
        decision.map(Decision::tried).orElse(List.of()),
        decision.map(Decision::verdict).orElse(List.of()),
        state.tasks().running().map(StatusBuilder::task),
        awaiting(state),
        situation.lease().map(held -> held.times().validUntil()).orElse(MonoTime.MIN),
        wakeAt);
  }

  private static String task(TaskSlot.Running task) {
    String plan = task.plan().isEmpty() ? "" : " (plan: " + task.plan() + ")";
    return task.spec().label() + ": " + task.stage() + plan;
  }

  private static List<String> awaiting(NodeState state) {
    List<String> all = new ArrayList<>();
    state.store().reading().ifPresent(request -> all.add("read of the store"));
    state
        .store()
        .writing()
        .map(StoreState.Writing::purpose)
        .ifPresent(purpose -> all.add("write to the store: " + words(purpose)));
    state.resource().observing().ifPresent(request -> all.add("look at the resource"));
    state
        .resource()
        .comparing()
        .map(ResourceState.Comparison::leader)
        .ifPresent(leader -> all.add("comparison of histories with " + leader));
    if (state.survey().running()) {
      all.add("answers of " + state.survey().asked());
    }
    if (state.lease() instanceof LeaseState.Claiming) {
      all.add("claim of the lease");
    } else if (state.lease() instanceof LeaseState.Releasing) {
      all.add("release of the lease");
    } else if (state.lease() instanceof LeaseState.Held held && held.renewal().isPresent()) {
      all.add("renewal of the lease");
    }
    return all;
  }

  private static String words(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
