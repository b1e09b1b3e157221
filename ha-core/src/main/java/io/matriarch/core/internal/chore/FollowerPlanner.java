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
    boolean due = s.now().hasReached(s.state().resource().retainAt());
    return due || changed(s) ? Optional.of(followers(s)) : Optional.empty();
  }

  private static boolean changed(Situation s) {
    SortedSet<NodeName> before = s.state().memory().retainedFor();
    int served = 0;
    for (MemberRecord member : s.view().get().members().values()) {
      if (isFollower(s, member)) {
        served++;
        if (!before.contains(member.name())) {
          return true;
        }
      }
    }
    return served != before.size();
  }

  private static SortedSet<Follower> followers(Situation s) {
    SortedSet<Follower> followers = new TreeSet<>();
    for (MemberRecord member : s.view().get().members().values()) {
      if (isFollower(s, member)) {
        followers.add(new Follower(member.name(), member.position()));
      }
    }
    return followers;
  }

  private static boolean isFollower(Situation s, MemberRecord member) {
    return !member.name().equals(s.self()) && !member.tags().nostream();
  }

  public static SortedSet<NodeName> names(SortedSet<Follower> followers) {
    SortedSet<NodeName> names = new TreeSet<>();
    followers.forEach(follower -> names.add(follower.name()));
    return names;
  }
}
