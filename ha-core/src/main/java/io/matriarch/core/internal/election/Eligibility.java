package io.matriarch.core.internal.election;

import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Position;
import io.matriarch.core.resource.ResourceReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** May this node become leader, as far as it can judge without asking anybody? */
public final class Eligibility {
  private Eligibility() {}

  public static Verdict judge(Situation s) {
    List<String> objections = new ArrayList<>();
    ClusterConfig config = s.state().config();
    for (String mode : config.unbuiltModes()) {
      objections.add(mode + " is on and this version does not implement it: I do not lead");
    }
    if (s.state().settings().tags().nofailover()) {
      objections.add("I am not allowed to promote (tag nofailover)");
    }
    if (s.report().filter(ResourceReport::spoiled).isPresent()) {
      objections.add(
          "realigning failed and my copy may be unusable: as a replica I keep nobody from leading");
    }
    if (s.state().watchdog().doubtful()) {
      objections.add(
          "the required watchdog cannot be used: " + s.state().watchdog().problem().orElse(""));
    }
    Optional<Position> own = s.report().flatMap(ResourceReport::position);
    boolean needsNone = s.state().stateless() && s.report().isPresent();
    if (own.isEmpty() && !needsNone) {
      objections.add("my own position is unknown");
    }
    s.view()
        .ifPresent(
            view -> {
              own.ifPresent(position -> judgePosition(s, view, position, objections));
              if (excludedByFailsafe(s, s.self())) {
                objections.add("failsafe_mode is on and I am not listed in its topology");
              }
            });
    return Verdict.of(objections);
  }

  private static void judgePosition(
      Situation s, ClusterView view, Position own, List<String> objections) {
    ClusterConfig config = s.state().config();
    long lag = view.status().position() - own.offset();
    if (lag > config.failover().maximumLag()) {
      objections.add(
          "my wal position exceeds maximum replication lag: "
              + lag
              + " bytes behind, "
              + config.failover().maximumLag()
              + " allowed");
    }
    long timeline = s.clusterTimeline();
    if (config.failover().checkTimeline() && own.epoch() < timeline) {
      objections.add(
          "my timeline " + own.epoch() + " is behind last known cluster timeline " + timeline);
    }
  }

  /** The topology is known and does not list that member. */
  static boolean excludedByFailsafe(Situation s, NodeName member) {
    SortedMap<NodeName, String> listed = s.failsafeTopology();
    return s.state().config().failsafeMode() && !listed.isEmpty() && !listed.containsKey(member);
  }
}
