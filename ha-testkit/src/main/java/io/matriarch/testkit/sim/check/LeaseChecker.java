package io.matriarch.testkit.sim.check;

import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.LeaseEvent;
import io.matriarch.core.internal.machine.LeaseState;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.model.Term;
import io.matriarch.testkit.sim.node.Agent;
import io.matriarch.testkit.sim.node.SimNode;
import io.matriarch.testkit.sim.store.SimStore;
import io.matriarch.testkit.store.HeldLease;
import io.matriarch.testkit.store.StoreImage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * S4: while a node believes its lease valid, the store still holds it for that node; unless an
 * operator took it away.
 */
public final class LeaseChecker implements Checker {
  private final Findings findings;
  private final List<SimNode> nodes;
  private final SimStore store;
  private final Set<Term> stolen = new TreeSet<>();

  public LeaseChecker(Findings findings, List<SimNode> nodes, SimStore store) {
    this.findings = findings;
    this.nodes = nodes;
    this.store = store;
  }

  @Override
  public void leaderKeyStolen(SimNode holder) {
    store.image().lease().map(HeldLease::term).ifPresent(stolen::add);
  }

  @Override
  public void leaderKeyChanged(StoreImage before, StoreImage after) {
    nodes.forEach(this::judge);
  }

  @Override
  public void stepped(SimNode node, Event event, Step step) {
    if (event instanceof LeaseEvent.Answered) {
      judge(node);
    }
  }

  private void judge(SimNode node) {
    Optional<LeaseState.Held> belief =
        node.agent()
            .map(Agent::state)
            .flatMap(
                state ->
                    state.lease() instanceof LeaseState.Held held
                        ? Optional.of(held)
                        : Optional.empty())
            .filter(held -> node.clock().now().isBefore(held.times().validUntil()));
    Optional<Term> truth = store.image().lease().map(HeldLease::term);
    boolean wrong =
        belief
            .map(held -> held.token().term())
            .filter(term -> !stolen.contains(term))
            .filter(term -> !truth.equals(Optional.of(term)))
            .isPresent();
    if (wrong) {
      findings.violated(
          "S4",
          node
              + " believes to hold the lease of term "
              + belief.get().token().term()
              + ", the store's is "
              + truth.map(Term::toString).orElse("nobody's"));
    }
  }
}
