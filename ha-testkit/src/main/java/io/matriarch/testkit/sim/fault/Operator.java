package io.matriarch.testkit.sim.fault;

import io.matriarch.core.api.Command;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.RestartConditions;
import io.matriarch.core.model.Tags;
import io.matriarch.testkit.sim.node.SimNode;
import io.matriarch.testkit.sim.postgres.SimPostgres;
import io.matriarch.testkit.store.StoreKeys;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** What operators ask of nodes. */
final class Operator {
  static final Command RESTART = new Command.Restart(RestartConditions.NONE, Optional.empty());
  static final Command REINITIALIZE = new Command.Reinitialize(true, false);

  static final Command NEVER_LEAD = new Command.Reload(new Tags(Map.of("nofailover", true)));
  static final Command MAY_LEAD = new Command.Reload(Tags.NONE);
  private static final Duration SOON = Duration.ofSeconds(25);

  private Operator() {}

  /** Away from a leader to anybody, or from whoever leads to the node. */
  static void switchOver(Battlefield field, SimNode node) {
    switchOver(field, node, Optional.empty());
  }

  /** While the node's server takes for ever to stop. */
  static void switchOverInVain(Battlefield field, SimNode node) {
    node.server().pace().endlessStops(true);
    switchOver(field, node);
  }

  static void switchOverLater(Battlefield field, SimNode node) {
    switchOver(field, node, Optional.of(soon(node)));
  }

  private static void switchOver(Battlefield field, SimNode node, Optional<String> at) {
    Optional<NodeName> leader = field.leader().map(SimNode::name);
    Optional<NodeName> candidate =
        Optional.of(node.name()).filter(name -> !leader.equals(Optional.of(name)));
    node.ask(new Command.Move(Command.Move.Kind.SWITCHOVER, leader, candidate, at));
  }

  static void restartLater(SimNode node) {
    node.ask(new Command.Restart(RestartConditions.NONE, Optional.of(soon(node))));
  }

  private static String soon(SimNode node) {
    return node.clock().wallClock().plus(SOON).atOffset(ZoneOffset.UTC).toString();
  }

  static void cancelAll(SimNode node) {
    node.ask(new Command.CancelMove());
    node.ask(new Command.CancelRestart());
    node.ask(new Command.CancelReinitialize());
  }

  /** In the name of whoever leads, or else of a neighbour. */
  static void ping(Battlefield field, SimNode node) {
    SimNode neighbour = field.nodes().get(field.next(node));
    node.failsafePing(field.leader().orElse(neighbour).name());
  }

  /** Only if another whole copy of this cluster, and not of another, would be left. */
  static void loseData(Battlefield field, SimNode node) {
    boolean another =
        field.nodes().stream()
            .filter(other -> other != node && other.up())
            .map(SimNode::server)
            .anyMatch(server -> server.hasWholeCopy() && !isForeign(field, server));
    if (another) {
      node.server().loseData();
    }
  }

  private static boolean isForeign(Battlefield field, SimPostgres server) {
    return field
        .store()
        .image()
        .document(StoreKeys.INITIALIZE)
        .filter(id -> !id.value().isEmpty() && !id.value().equals(server.systemId()))
        .isPresent();
  }
}
