package io.matriarch.testkit.sim.check;

import io.matriarch.core.internal.effect.LeaseEffect;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Position;
import io.matriarch.core.model.Role;
import io.matriarch.core.peer.PeerStatus;
import io.matriarch.core.wire.FailsafeCodec;
import io.matriarch.testkit.sim.node.SimNode;
import io.matriarch.testkit.sim.postgres.Wal;
import io.matriarch.testkit.sim.store.SimStore;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The other part of S2: the most advanced replica wins. No replica claims leadership just after
 * another one has told it to be ahead, or to be primary.
 */
public final class ElectionChecker implements Checker {
  private static final Duration JUST = Duration.ofSeconds(1);

  private final Findings findings;
  private final SimStore store;
  private final long maximumLag;
  private final Answers answers = new Answers();

  /**
   * @param maximumLag who lacks more than that of what was last published does not count
   */
  public ElectionChecker(Findings findings, SimStore store, long maximumLag) {
    this.findings = findings;
    this.store = store;
    this.maximumLag = maximumLag;
  }

  @Override
  public void asleep(SimNode node) {
    answers.forget(node);
  }

  @Override
  public void stepped(SimNode node, Event event, Step step) {
    answers.hear(node, event);
    boolean claims = Orders.include(step, LeaseEffect.Acquire.class);
    if (claims && node.server().standby() && !resumes(step) && !named(step)) {
      judge(node, listed(step), name -> stoodBack(step, name) || unheardOf(step, name));
    }
  }

  /** In failsafe mode only those may lead whom the topology lists. */
  private static Predicate<NodeName> listed(Step step) {
    Set<NodeName> listed =
        step.next().config().failsafeMode()
            ? FailsafeCodec.decode(
                    step.next().store().view().flatMap(ClusterView::failsafe).orElse(""))
                .keySet()
            : Set.of();
    return name -> listed.isEmpty() || listed.contains(name);
  }

  /**
   * A key that seems to be the node's own already is taken up again without asking anybody, whether
   * this process has won it or an earlier one of this node: nobody else has led since, and nobody
   * else can while it stands. Whoever is ahead then was so, or could not be asked, when it was won;
   * or is ahead on a branch that was left.
   */
  private static boolean resumes(Step step) {
    Situation situation = new Situation(step.next(), step.next().now());
    return situation
        .leader()
        .map(LeaderRecord::holder)
        .filter(situation.self()::equals)
        .isPresent();
  }

  /** Somebody decided that this one is to lead: that is not an election. */
  private static boolean named(Step step) {
    return step.next()
        .decision()
        .filter(made -> made.facts().has(Fact.REQUEST_NAMES_ME))
        .isPresent();
  }

  /** By its own word it is no primary any more and must not lead: nobody asks it again. */
  private static boolean stoodBack(Step step, NodeName name) {
    return step.next()
        .store()
        .view()
        .flatMap(view -> view.member(name))
        .filter(member -> member.tags().nofailover() && member.role() != Role.PRIMARY)
        .isPresent();
  }

  /**
   * No member any more, nor one when somebody last led: it was asked for its place in a failsafe
   * topology that is no longer in force, and nobody would ask it again.
   */
  private static boolean unheardOf(Step step, NodeName name) {
    return Stream.concat(
            step.next().store().view().stream(), step.next().memory().lastViewWithLeader().stream())
        .noneMatch(view -> view.members().containsKey(name));
  }

  private void judge(SimNode node, Predicate<NodeName> listed, Predicate<NodeName> notAsked) {
    Optional<Position> own = node.server().wal().map(Wal::position);
    answers
        .within(node, JUST)
        .filter(status -> !status.tags().nofailover() && !notAsked.test(status.name()))
        .filter(
            status ->
                status.primary()
                    || listed.test(status.name()) && mayLead(status) && isAhead(status, own))
        .findFirst()
        .ifPresent(
            status ->
                findings.violated("S2", node + " claims to lead although it just heard " + status));
  }

  private boolean mayLead(PeerStatus status) {
    long published = store.image().status().position();
    return status.position().filter(p -> published - p.offset() <= maximumLag).isPresent();
  }

  private static boolean isAhead(PeerStatus status, Optional<Position> own) {
    return own.filter(p -> p.compareTo(status.position().orElseThrow()) >= 0).isEmpty();
  }
}
