package io.matriarch.core.internal.policy;

import io.matriarch.core.internal.election.Moves;
import io.matriarch.core.internal.machine.Memory;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** Facts about what this node owes to a leader that goes on without the store. */
public final class FailsafeFacts implements FactFinder {

  @Override
  public FactSet find(Situation s) {
    boolean promised = s.now().isBefore(s.state().memory().failsafeUntil());
    // Whoever left its own lock behind was the leader.
    boolean leaderless = s.leader().isEmpty();
    boolean forgotten = leaderless && (mayHaveForgotten(s) || isOutsider(s));
    return FactSet.found()
        .with(Fact.FAILSAFE_STANDSTILL, promised || forgotten)
        .with(Fact.PROMISE_FORGOTTEN, !promised && forgotten)
        .toSet();
  }

  /**
   * The topology is that of a leader which need not ask this node. Whoever is named all the same,
   * or is primary, or is no longer barred because the mode was turned off, asks those who are
   * listed. If one of them is silent an operator's word counts after a ttl without a leader, in
   * which none of them has said that it leads: it may have asked for its right anew just before it
   * fell silent. While one of them says so, nothing counts.
   */
  private static boolean isOutsider(Situation s) {
    boolean named = Moves.namesMe(s);
    boolean barred = s.state().config().failsafeMode();
    boolean would = named || ResourceFacts.mayBeWritable(s.state()) || !barred;
    if (!mayBeOn(s.state()) || !would) {
      return false;
    }
    SortedMap<NodeName, String> listed = listed(s);
    boolean overridden =
        named
            && ElectionFacts.leaderlessForLong(s)
            && ElectionFacts.surveyDone(s)
            && !s.survey().tellsOfPrimary()
            && s.now().hasReached(silenceCountsAt(s.state()));
    return !overridden && !listed.isEmpty() && !listed.containsKey(s.self()) && !allDeny(s, listed);
  }

  /**
   * An earlier process of this node may have promised to stand still, and nobody has written that
   * down. It holds for a ttl at the longest; and not at all once everybody who could be that leader
   * has said that it is none. Whoever may be writable itself has promised nothing.
   */
  private static boolean mayHaveForgotten(Situation s) {
    Memory memory = s.state().memory();
    if (s.now().hasReached(memory.bornAt().plus(s.ttl()))
        || ResourceFacts.mayBeWritable(s.state())) {
      return false;
    }
    SortedMap<NodeName, String> listed = listed(s);
    boolean member = listed.remove(s.self()) != null;
    return member && !allDeny(s, listed);
  }

  /** A leader without store may go on by agreement for a while after the mode was turned off. */
  public static boolean mayBeOn(NodeState state) {
    Memory memory = state.memory();
    Duration ttl = memory.longestTtl(state.config().timing().ttl());
    return state.config().failsafeMode() || state.now().isBefore(memory.failsafeOffAt().plus(ttl));
  }

  /** The right of a leader that fell silent for good is over then. */
  public static MonoTime silenceCountsAt(NodeState state) {
    Duration ttl = state.memory().longestTtl(state.config().timing().ttl());
    return state.survey().noPrimarySince().plus(ttl);
  }

  private static boolean allDeny(Situation s, SortedMap<NodeName, String> listed) {
    return ElectionFacts.surveyDone(s)
        && listed.keySet().stream().allMatch(name -> denies(s, name));
  }

  private static boolean denies(Situation s, NodeName name) {
    return s.survey().answers().containsKey(name)
        && s.survey().answers().get(name).reachable()
        && !s.survey().answers().get(name).primary();
  }

  private static SortedMap<NodeName, String> listed(Situation s) {
    return new TreeMap<>(s.failsafeTopology());
  }
}
