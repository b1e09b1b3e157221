package io.matriarch.testkit.sim.check;

import io.matriarch.core.internal.effect.LeaseEffect;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.LeaseEvent;
import io.matriarch.core.internal.event.StoreEvent;
import io.matriarch.core.internal.machine.Creation;
import io.matriarch.core.internal.machine.LeaseTimes;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.testkit.sim.node.SimNode;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * S3: a node that clients can write to has the right to be, on its own clock, or is being fenced;
 * and nobody sets out to become primary without that right. A server that an earlier agent left on
 * its way to become primary is fenced when a look shows that it is one. The right is reckoned here
 * from the store's answers alone, not from what the machine made of them.
 */
public final class PermitChecker implements Checker {
  /** A look, a tick of the guard, and the second that fencing may take. */
  private static final Duration BUDGET = Duration.ofMillis(1500);

  /** What comes about by itself has to be seen first, and a look may take that long. */
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(3);

  private final Findings findings;
  private final boolean guarded;
  private final Map<Integer, Right> rights = new TreeMap<>();
  private final Map<Integer, AgreementWatch> agreements = new TreeMap<>();
  private final Map<Integer, MonoTime> writableSince = new TreeMap<>();
  private final Set<Integer> inherited = new TreeSet<>();

  /**
   * @param lease end of what the store granted, or all others have agreed to
   * @param adoption end of what a fresh agent may take on trust
   * @param creation end of what the claim to create the cluster proves
   * @param unlimited this node knows the cluster paused
   * @param awakeSince its agent runs since; {@link MonoTime#MAX} if it does not
   */
  private record Right(
      MonoTime lease,
      MonoTime adoption,
      MonoTime creation,
      boolean unlimited,
      MonoTime awakeSince) {
    static final Right NONE =
        new Right(MonoTime.MIN, MonoTime.MIN, MonoTime.MIN, false, MonoTime.MAX);

    Right lease(MonoTime until) {
      return until.equals(lease)
          ? this
          : new Right(until, adoption, creation, unlimited, awakeSince);
    }

    MonoTime end() {
      return unlimited ? MonoTime.MAX : MonoTime.later(creation, MonoTime.later(lease, adoption));
    }
  }

  public PermitChecker(Findings findings, boolean guarded) {
    this.findings = findings;
    this.guarded = guarded;
  }

  private Right right(SimNode node) {
    return rights.getOrDefault(node.index(), Right.NONE);
  }

  @Override
  public void awake(SimNode node) {
    if (node.server().onTheWayToWritable() && !node.server().writable()) {
      inherited.add(node.index());
    }
    Right old = right(node);
    MonoTime now = node.clock().now();
    boolean fresh = node.agent().filter(agent -> agent.state().decision().isEmpty()).isPresent();
    boolean trusting = fresh && !guarded;
    MonoTime adoption = trusting ? now.plus(NodeState.ADOPTION_WINDOW) : old.adoption();
    rights.put(
        node.index(), new Right(old.lease(), adoption, old.creation(), old.unlimited(), now));
  }

  @Override
  public void asleep(SimNode node) {
    Right old = right(node);
    rights.put(
        node.index(),
        new Right(old.lease(), old.adoption(), old.creation(), old.unlimited(), MonoTime.MAX));
  }

  @Override
  public void stepped(SimNode node, Event event, Step step) {
    Right old = right(node);
    Right now = limited(old, node, event, step);
    if (event instanceof LeaseEvent.Answered answered) {
      now = now.lease(granted(now.lease(), answered, node.clock().now()));
    }
    MonoTime agreed =
        agreements
            .computeIfAbsent(node.index(), any -> new AgreementWatch())
            .until(event, step, node.clock().now());
    now = now.lease(MonoTime.later(now.lease(), agreed));
    if (Orders.include(step, LeaseEffect.Release.class)) {
      now = now.lease(MonoTime.earlier(now.lease(), node.clock().now()));
    }
    rights.put(node.index(), now);
    if (node.server().writable()) {
      judge(node);
    }
  }

  /** When a pause ends, a primary without lease has a moment to take it up again. */
  private static Right limited(Right old, SimNode node, Event event, Step step) {
    boolean unlimited = step.next().config().paused();
    MonoTime adoption =
        old.unlimited() && !unlimited
            ? node.clock().now().plus(NodeState.ADOPTION_WINDOW)
            : old.adoption();
    return new Right(
        old.lease(), adoption, creation(old.creation(), event, step), unlimited, old.awakeSince());
  }

  /** A claim proves something for as long as nobody can have taken it over. */
  private static MonoTime creation(MonoTime before, Event event, Step step) {
    if (!step.next().memory().initializing()) {
      return MonoTime.earlier(before, step.next().now());
    }
    return event instanceof StoreEvent.Read read
            && read.view().initialize().filter(claim -> claim.value().isEmpty()).isPresent()
        ? MonoTime.later(before, read.view().sentAt().plus(Creation.GOOD_FOR))
        : before;
  }

  private static MonoTime granted(MonoTime before, LeaseEvent.Answered answer, MonoTime now) {
    if (answer.result() instanceof LeaseResult.Held held) {
      MonoTime from = MonoTime.earlier(held.countedFrom(), answer.sentAt());
      return MonoTime.later(before, LeaseTimes.of(from, held.guarantee()).validUntil());
    }
    return MonoTime.earlier(before, now);
  }

  @Override
  public void becomingPrimary(SimNode node) {
    if (node.clock().now().hasReached(right(node).end())) {
      findings.violated("S3", node + " sets out to become primary without the right to be");
    }
  }

  @Override
  public void writable(SimNode node) {
    writableSince.put(node.index(), node.clock().now());
    judge(node);
  }

  @Override
  public void readOnly(SimNode node) {
    judge(node);
    inherited.remove(node.index());
  }

  private void judge(SimNode node) {
    Right right = right(node);
    MonoTime end = right.end();
    if (!guarded) {
      end = MonoTime.later(end, right.awakeSince());
    }
    if (!guarded) {
      end = MonoTime.later(end, writableSince(node));
    }
    if (inherited.contains(node.index())) {
      end = MonoTime.later(end, writableSince(node).plus(LONGEST_LOOK));
    }
    if (end.equals(MonoTime.MIN) || node.clock().now().isAfter(end.plus(BUDGET))) {
      findings.violated(
          "S3", "clients can write to " + node + " since its right to be primary ended");
    }
  }

  private MonoTime writableSince(SimNode node) {
    return writableSince.getOrDefault(node.index(), MonoTime.MIN);
  }
}
