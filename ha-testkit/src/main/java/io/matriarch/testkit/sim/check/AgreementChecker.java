package io.matriarch.testkit.sim.check;

import io.matriarch.core.api.FailsafeAnswer;
import io.matriarch.core.internal.effect.LeaseEffect;
import io.matriarch.core.internal.effect.NodeEffect;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.machine.FailsafeState;
import io.matriarch.core.internal.machine.LeaseTimes;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.model.MonoTime;
import io.matriarch.testkit.sim.node.Agent;
import io.matriarch.testkit.sim.node.SimNode;
import io.matriarch.testkit.store.HeldLease;
import io.matriarch.testkit.store.StoreImage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * S10: whoever has promised a leader without store to stand still does; that leader counts on no
 * more than it was promised; and while it does, nobody takes the lead, whatever was forgotten.
 */
public final class AgreementChecker implements Checker {
  private final Findings findings;
  private final List<SimNode> nodes;
  private final Map<Integer, AgreementWatch> watches = new TreeMap<>();
  private final Map<Integer, MonoTime> agreedUntil = new TreeMap<>();
  private final Map<Integer, MonoTime> promisedUntil = new TreeMap<>();

  public AgreementChecker(Findings findings, List<SimNode> nodes) {
    this.findings = findings;
    this.nodes = nodes;
  }

  /** A new process knows of no promise; what comes of that the others show. */
  @Override
  public void awake(SimNode node) {
    if (node.agent().filter(agent -> agent.state().decision().isEmpty()).isPresent()) {
      promisedUntil.remove(node.index());
      watches.remove(node.index());
    }
  }

  @Override
  public void stepped(SimNode node, Event event, Step step) {
    MonoTime now = node.clock().now();
    MonoTime agreed =
        watches.computeIfAbsent(node.index(), any -> new AgreementWatch()).until(event, step, now);
    agreedUntil.merge(node.index(), agreed, MonoTime::later);
    FailsafeState claimed = step.next().failsafe();
    if (claimed.validAt(now) && claims(claimed).isAfter(agreedUntil.get(node.index()))) {
      findings.violated("S10", node + " counts on more than the others agreed to");
    }
    promises(node, step, now);
  }

  private static MonoTime claims(FailsafeState claimed) {
    return claimed.times().map(LeaseTimes::validUntil).orElse(MonoTime.MIN);
  }

  private void promises(SimNode node, Step step, MonoTime now) {
    boolean claims = Orders.include(step, LeaseEffect.Acquire.class);
    if (claims && now.isBefore(promisedUntil.getOrDefault(node.index(), MonoTime.MIN))) {
      findings.violated("S10", node + " claims to lead although it promised to stand still");
    }
    for (NodeEffect.ReplyFailsafe reply : Orders.of(step, NodeEffect.ReplyFailsafe.class)) {
      if (reply.answer() instanceof FailsafeAnswer.Accepted) {
        MonoTime end = now.plus(step.next().config().timing().ttl());
        promisedUntil.merge(node.index(), end, MonoTime::later);
      }
    }
  }

  @Override
  public void leaderKeyChanged(StoreImage before, StoreImage after) {
    after.lease().ifPresent(this::taken);
  }

  private void taken(HeldLease lease) {
    nodes.stream()
        .filter(node -> !node.name().equals(lease.holder()))
        .filter(AgreementChecker::goesOnByAgreement)
        .findFirst()
        .ifPresent(
            node ->
                findings.violated(
                    "S10",
                    lease.holder() + " takes the lead although " + node + " goes on by agreement"));
  }

  private static boolean goesOnByAgreement(SimNode node) {
    return node.server().writable()
        && node.agent()
            .map(Agent::state)
            .filter(state -> state.failsafe().validAt(node.clock().now()))
            .isPresent();
  }
}
