package io.matriarch.testkit.scenario;

import io.matriarch.core.model.NodeName;
import io.matriarch.core.peer.PeerStatus;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What other members answer; those not named are silent. */
final class ScriptedPeers {
  final Map<NodeName, PeerStatus> answers = new TreeMap<>();

  Optional<PeerStatus> ask(NodeName name) {
    return Optional.ofNullable(answers.get(name));
  }
}
