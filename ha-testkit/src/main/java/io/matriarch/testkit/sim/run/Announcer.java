package io.matriarch.testkit.sim.run;

import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.testkit.sim.check.Checker;
import io.matriarch.testkit.sim.node.NodeObserver;
import io.matriarch.testkit.sim.node.SimNode;
import io.matriarch.testkit.sim.postgres.PostgresObserver;
import io.matriarch.testkit.sim.postgres.SimPostgres;
import io.matriarch.testkit.sim.postgres.Wal;
import io.matriarch.testkit.sim.store.SimStore;
import io.matriarch.testkit.sim.world.TraceLine;
import io.matriarch.testkit.sim.world.World;
import io.matriarch.testkit.store.StoreImage;
import java.util.List;
import java.util.function.BiConsumer;

/** Tells the trace and all checkers what happens. */
final class Announcer implements NodeObserver, PostgresObserver, SimStore.LeaderObserver {
  private final World world;
  private final List<SimNode> nodes;
  private final List<Checker> checkers;
  private final BiConsumer<String, RuntimeException> threw;

  Announcer(
      World world,
      List<SimNode> nodes,
      List<Checker> checkers,
      BiConsumer<String, RuntimeException> threw) {
    this.world = world;
    this.nodes = nodes;
    this.checkers = checkers;
    this.threw = threw;
  }

  @Override
  public void stepped(SimNode node, Event event, Step step) {
    world.note(
        node.index(),
        event.getClass().getSimpleName(),
        step.next().decision().map(decision -> decision.rule().id().hashCode()).orElse(0)
            + 31L * step.effects().size(),
        () -> StepText.of(event, step));
    for (Checker checker : checkers) {
      checker.stepped(node, event, step);
    }
  }

  @Override
  public void threw(SimNode node, Event event, RuntimeException failure) {
    world.note(node.index(), "THREW", 0, failure::toString);
    threw.accept(node.toString(), failure);
  }

  @Override
  public void awake(SimNode node) {
    world.note(node.index(), "AWAKE", 0, () -> "");
    checkers.forEach(checker -> checker.awake(node));
  }

  @Override
  public void becomingPrimary(SimNode node) {
    world.note(node.index(), "BECOMING PRIMARY", 0, () -> "");
    checkers.forEach(checker -> checker.becomingPrimary(node));
  }

  @Override
  public void asleep(SimNode node) {
    world.note(node.index(), "ASLEEP", 0, () -> "");
    checkers.forEach(checker -> checker.asleep(node));
  }

  @Override
  public void writable(SimPostgres server) {
    world.note(server.host(), "WRITABLE", end(server), () -> position(server));
    checkers.forEach(checker -> checker.writable(nodes.get(server.host())));
  }

  @Override
  public void readOnly(SimPostgres server) {
    world.note(server.host(), "READONLY", end(server), () -> position(server));
    checkers.forEach(checker -> checker.readOnly(nodes.get(server.host())));
  }

  @Override
  public void promoted(SimPostgres server, Wal before) {
    world.note(server.host(), "PROMOTED", end(server), () -> position(server));
    checkers.forEach(checker -> checker.promoted(nodes.get(server.host()), before));
  }

  @Override
  public void changed(SimPostgres server) {
    world.note(
        server.host(),
        "SERVER",
        server.phase().ordinal(),
        () ->
            server.phase()
                + (server.standby() ? " standby" : " primary")
                + (server.streaming() ? " streaming " : " ")
                + position(server));
    nodes.get(server.host()).serverChanged();
  }

  private static long end(SimPostgres server) {
    return server.wal().map(Wal::end).orElse(0L);
  }

  private static String position(SimPostgres server) {
    return server.wal().map(wal -> wal.position().toString()).orElse("no data");
  }

  @Override
  public void leaderKeyChanged(StoreImage before, StoreImage after) {
    world.note(
        TraceLine.WORLD,
        "LEADER",
        after.revision(),
        () -> after.lease().map(held -> held.holder() + " term " + held.term()).orElse("nobody"));
    checkers.forEach(checker -> checker.leaderKeyChanged(before, after));
  }
}
