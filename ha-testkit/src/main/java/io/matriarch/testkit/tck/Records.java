package io.matriarch.testkit.tck;

import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.RunState;
import io.matriarch.core.model.Tags;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What members of the tests announce. */
final class Records {
  private Records() {}

  /** A replica that streams, at that position. */
  static MemberRecord member(String node, long position) {
    return new MemberRecord(
        NodeName.of(node),
        "postgres://127.0.0.1:5432/postgres",
        "http://127.0.0.1:8008/patroni",
        RunState.RUNNING,
        Role.REPLICA,
        "4.1.4",
        Tags.NONE,
        OptionalLong.of(position),
        OptionalLong.of(position),
        OptionalLong.of(position),
        Optional.of("streaming"),
        OptionalLong.of(1),
        false,
        false,
        new TreeMap<>(),
        Optional.empty(),
        "",
        false,
        false);
  }
}
