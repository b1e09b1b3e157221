package io.matriarch.testkit.sim.check;

import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.testkit.sim.node.SimNode;
import io.matriarch.testkit.sim.world.World;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * S1: at no instant can clients write to two nodes. Guarded from outside of the agent this holds
 * always. Without such a guard it holds while the agents live and run, and a moment after; what
 * happens besides is measured, also what a server does that an earlier agent left on its way to
 * become primary. Whoever loses the key to an operator is excused while it cannot know.
 */
public final class SingleWriterChecker implements Checker {
  /** A fresh agent adopts a running primary for five seconds, then fences it within one. */
  private static final Duration AFTER_SLEEP = Duration.ofSeconds(7);

  private static final Duration FENCING = Duration.ofSeconds(3);
  private static final long NEVER = Long.MAX_VALUE;

  private final World world;
  private final Findings findings;
  private final boolean guarded;
  private final Duration ttl;
  private final Map<Integer, SimNode> writers = new TreeMap<>();
  private final Map<Integer, Long> excusedUntil = new TreeMap<>();
  private final Map<Integer, Long> unknowingUntil = new TreeMap<>();
  private final Set<Integer> paused = new TreeSet<>();
  private final Set<Integer> inherited = new TreeSet<>();
  private long overlapSince = -1;
  private Duration longest = Duration.ZERO;

  public SingleWriterChecker(World world, Findings findings, boolean guarded, Duration ttl) {
    this.world = world;
    this.findings = findings;
    this.guarded = guarded;
    this.ttl = ttl;
  }

  /** The longest time for which two nodes were writable although no promise was broken. */
  public Duration longestOverlap() {
    return longest;
  }

  @Override
  public void writable(SimNode node) {
    if (inherited.remove(node.index())) {
      excuse(node, FENCING);
    }
    writers.put(node.index(), node);
    if (writers.size() == 2) {
      overlapSince = world.nanos();
    }
    judge();
  }

  @Override
  public void readOnly(SimNode node) {
    writers.remove(node.index());
    if (writers.size() == 1) {
      Duration overlap = Duration.ofNanos(world.nanos() - overlapSince);
      longest = overlap.compareTo(longest) > 0 ? overlap : longest;
    }
  }

  /** In pause nobody guards anything, and whoever does not hear of its end goes on. */
  @Override
  public void stepped(SimNode node, Event event, Step step) {
    if (step.next().config().paused()) {
      paused.add(node.index());
      excusedUntil.put(node.index(), NEVER);
    } else if (paused.remove(node.index())) {
      excuse(node, AFTER_SLEEP);
    }
  }

  @Override
  public void asleep(SimNode node) {
    inherited.remove(node.index());
    if (!guarded) {
      excusedUntil.put(node.index(), NEVER);
    }
  }

  @Override
  public void awake(SimNode node) {
    if (node.server().onTheWayToWritable() && !node.server().writable()) {
      inherited.add(node.index());
    }
    if (!guarded) {
      excuse(node, AFTER_SLEEP);
    }
  }

  @Override
  public void leaderKeyStolen(SimNode holder) {
    Duration ignorance = ttl.plus(FENCING);
    unknowingUntil.put(holder.index(), world.nanos() + ignorance.toNanos());
    world.after(ignorance, this::judge);
  }

  private void excuse(SimNode node, Duration span) {
    excusedUntil.put(node.index(), world.nanos() + span.toNanos());
    world.after(span, this::judge);
  }

  private boolean excused(int index) {
    return excusedUntil.getOrDefault(index, 0L) > world.nanos()
        || unknowingUntil.getOrDefault(index, 0L) > world.nanos();
  }

  private void judge() {
    if (writers.size() > 1 && writers.keySet().stream().noneMatch(this::excused)) {
      findings.violated("S1", "clients can write to " + writers.values());
    }
  }
}
