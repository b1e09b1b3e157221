package io.matriarch.testkit.scenario;

import io.matriarch.core.model.NodeName;
import io.matriarch.core.peer.PeerStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What other members answer; those not named are silent. */
final class ScriptedPeers {
  private static final Duration LATENCY = Duration.ofMillis(3);

  final Map<NodeName, PeerStatus> answers = new TreeMap<>();
  final Map<NodeName, Duration> slow = new TreeMap<>();
  final Map<NodeName, Boolean> votes = new TreeMap<>();

  Optional<PeerStatus> ask(NodeName name) {
    return Optional.ofNullable(answers.get(name));
  }

  /** How long an answer of that member takes to get here. */
  Duration latency(NodeName name) {
    return slow.getOrDefault(name, LATENCY);
  }

  /** What it says to a leader without store; empty if it is silent. */
  Optional<Boolean> vote(NodeName name) {
    return Optional.ofNullable(votes.get(name));
  }
}
