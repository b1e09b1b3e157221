package io.matriarch.core.internal.election;

import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.model.RunState;
import io.matriarch.core.model.Tags;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** From whom a replica streams. */
public final class Upstream {
  private Upstream() {}

  /**
   * Nobody, if it lives on the archive alone; the member that the tag {@code replicatefrom} names,
   * if that one runs and does not in the end stream from this node; else the leader. Absent, too,
   * as long as no leader is ready.
   */
  public static Optional<ReplicationSource> of(Situation s) {
    Tags tags = s.state().settings().tags();
    if (tags.nostream() || s.source().isEmpty()) {
      return Optional.empty();
    }
    return tags.replicatefrom()
        .flatMap(name -> member(s, name))
        .filter(member -> member.state() == RunState.RUNNING && !comesBack(s, member))
        .flatMap(s::asSource)
        .or(s::source);
  }

  private static Optional<MemberRecord> member(Situation s, NodeName name) {
    return s.view().flatMap(view -> view.member(name)).filter(m -> !m.name().equals(s.self()));
  }

  /** A circle would receive nothing. */
  private static boolean comesBack(Situation s, MemberRecord first) {
    Set<NodeName> passed = new TreeSet<>(Set.of(s.self()));
    Optional<MemberRecord> next = Optional.of(first);
    while (next.isPresent() && passed.add(next.get().name())) {
      next = next.get().tags().replicatefrom().flatMap(s.view().orElseThrow()::member);
    }
    return next.isPresent();
  }
}
