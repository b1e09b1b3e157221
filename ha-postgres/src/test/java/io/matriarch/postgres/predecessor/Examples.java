package io.matriarch.postgres.predecessor;

import io.matriarch.core.api.Explanation;
import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.RunState;
import io.matriarch.core.model.Tags;
import io.matriarch.core.model.Term;
import io.matriarch.core.model.Versioned;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Statuses and views of a cluster of one node. */
final class Examples {
  static final NodeName SELF = NodeName.of("a");

  private Examples() {}

  static ClusterView view(String holder, long term, boolean own, String config) {
    return new ClusterView(
        MonoTime.MIN,
        Optional.of(
            new LeaderRecord(NodeName.of(holder), new Term(term), own, "", Optional.empty())),
        new TreeMap<>(),
        Optional.of(new Versioned(config, "1")),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        LeaderBeacon.EMPTY);
  }

  static NodeStatus status(RunState state, boolean leading, ClusterView view) {
    return new NodeStatus(
        new ClusterId("service", "demo"),
        SELF,
        Tags.NONE,
        MonoTime.MIN,
        state,
        Role.PRIMARY,
        Optional.empty(),
        MonoTime.MIN,
        Optional.of(view),
        Optional.empty(),
        leading,
        leading ? MonoTime.MAX : MonoTime.MIN,
        ClusterConfig.DEFAULT,
        false,
        Optional.empty(),
        new Explanation(
            "",
            "",
            "",
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            MonoTime.MIN,
            MonoTime.MAX));
  }
}
