package io.matriarch.core.internal.chore;

import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.resource.Follower;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * For whom history is to be kept: every member but this one, on every node, so that a replica that
 * becomes primary can serve the others at once.
 */
public final class FollowerPlanner {
  private FollowerPlanner() {}

  /** The followers to serve, if that is due now. */
  public static Optional<SortedSet<Follower>> plan(Situation s) {
    boolean running = s.report().filter(report -> report.running() == RunPhase.RUNNING).isPresent();
    if (s.view().isEmpty()
        || !running
        || s.state().resource().retaining().isPresent()
        || s.state().tasks().running().isPresent()) {
      return Optional.empty();
    }
    SortedSet<Follower> followers = new TreeSet<>();
    for (MemberRecord member : s.view().get().members().values()) {
      if (!member.name().equals(s.self()) && !member.tags().nostream()) {
        followers.add(new Follower(member.name(), member.position()));
      }
    }
    boolean changed = !names(followers).equals(s.state().memory().retainedFor());
    boolean due = s.now().hasReached(s.state().resource().retainAt());
    return changed || due ? Optional.of(followers) : Optional.empty();
  }

  public static SortedSet<NodeName> names(SortedSet<Follower> followers) {
    SortedSet<NodeName> names = new TreeSet<>();
    followers.forEach(follower -> names.add(follower.name()));
    return names;
  }
}
