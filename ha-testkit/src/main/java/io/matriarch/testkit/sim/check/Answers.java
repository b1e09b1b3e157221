package io.matriarch.testkit.sim.check;

import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.PeerEvent;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.peer.PeerStatus;
import io.matriarch.testkit.sim.node.SimNode;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What nodes were told by others, and when. */
final class Answers {
  private final Map<Integer, Map<NodeName, Told>> all = new TreeMap<>();

  private record Told(MonoTime at, PeerStatus status) {}

  void forget(SimNode node) {
    all.remove(node.index());
  }

  void hear(SimNode node, Event event) {
    if (event instanceof PeerEvent.Answered answered) {
      all.computeIfAbsent(node.index(), any -> new TreeMap<>())
          .put(answered.status().name(), new Told(node.clock().now(), answered.status()));
    }
  }

  /** What members that could be reached said last, if that is not longer ago. */
  Stream<PeerStatus> within(SimNode node, Duration age) {
    return all.getOrDefault(node.index(), Map.of()).values().stream()
        .filter(told -> node.clock().now().isBefore(told.at().plus(age)))
        .map(Told::status)
        .filter(PeerStatus::reachable);
  }
}
