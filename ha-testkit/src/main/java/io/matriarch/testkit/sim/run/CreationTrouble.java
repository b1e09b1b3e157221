package io.matriarch.testkit.sim.run;

import io.matriarch.core.api.Command;
import io.matriarch.core.model.Tags;
import io.matriarch.testkit.sim.net.SimNetwork;
import io.matriarch.testkit.sim.node.SimNode;
import io.matriarch.testkit.sim.postgres.Pace;
import io.matriarch.testkit.sim.world.Dice;
import io.matriarch.testkit.sim.world.World;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What happens to whoever creates the cluster, when it does. */
final class CreationTrouble {
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final Duration LATER = Duration.ofMinutes(1);
  private static final Duration MUCH_LATER = Duration.ofSeconds(150);

  private final World world;
  private final SimCluster cluster;
  private final Dice dice;

  CreationTrouble(World world, SimCluster cluster) {
    this.world = world;
    this.cluster = cluster;
    this.dice = world.dice("cluster", "trouble");
  }

  void allCrash() {
    Duration after = dice.seconds(0, 8);
    boolean storeToo = dice.chance(0.5);
    once(
        CreationTrouble::creates,
        creator ->
            world.after(
                after,
                () -> {
                  cluster.nodes().forEach(SimNode::crash);
                  cluster.nodes().forEach(node -> world.after(dice.seconds(5, 60), node::boot));
                  if (storeToo) {
                    world.after(dice.seconds(10, 90), this::storeIsAway);
                  }
                }));
  }

  private void storeIsAway() {
    cluster.store().beginOutage();
    world.after(dice.seconds(5, 40), cluster.store()::endOutage);
  }

  void creatorIsLost() {
    Duration after = dice.seconds(0, 8);
    once(
        CreationTrouble::creates,
        creator ->
            world.after(
                after,
                () -> {
                  creator.crash();
                  world.after(dice.seconds(20, 260), creator::boot);
                }));
  }

  void creatorIsCutOff() {
    boolean slowly = dice.chance(0.5);
    Duration after = dice.seconds(0, 6);
    if (slowly) {
      forAWhile(Pace::slowCreations);
    }
    cutOff(after, dice.seconds(20, 240));
  }

  private void cutOff(Duration after, Duration lasts) {
    once(
        CreationTrouble::creates,
        creator -> {
          world.after(after, () -> cluster.network().cut(creator.index(), SimNetwork.STORE));
          world.after(
              after.plus(lasts),
              () -> {
                cluster.network().heal(creator.index(), SimNetwork.STORE);
                cluster.store().linksChanged();
              });
        });
  }

  void serverLingers() {
    forAWhile(Pace::slowDeaths);
    if (dice.chance(0.5)) {
      forAWhile(Pace::failingTasks);
    } else {
      forAWhile(Pace::slowFillings);
      cutOff(dice.seconds(0, 6), dice.seconds(20, 90));
    }
  }

  private void forAWhile(BiConsumer<Pace, Boolean> trouble) {
    cluster.nodes().forEach(node -> trouble.accept(node.server().pace(), true));
    world.after(
        LATER, () -> cluster.nodes().forEach(node -> trouble.accept(node.server().pace(), false)));
  }

  void endsOnceItIsMade() {
    boolean orderly = dice.chance(0.5);
    whileTheStoreIsSlow(
        creator -> {
          if (orderly) {
            creator.requestShutdown();
          } else {
            creator.server().die();
          }
        });
  }

  void operatorMeddles() {
    whileTheStoreIsSlow(creator -> creator.server().makeReplica());
    world.after(
        LATER,
        () -> {
          if (cluster.leader().isEmpty()) {
            cluster.nodes().stream()
                .map(SimNode::server)
                .filter(server -> server.hasData() && server.standby())
                .forEach(server -> server.loseData());
          }
        });
  }

  private void whileTheStoreIsSlow(Consumer<SimNode> then) {
    Duration after = dice.millis(0, 2000);
    cluster.store().latency().beginSlowPeriod();
    world.after(LATER, () -> cluster.store().latency().endSlowPeriod());
    once(
        node -> node.server().writable(),
        creator -> world.after(after, () -> then.accept(creator)));
  }

  void nobodyMayCreate() {
    Tags never = new Tags(Map.of("nofailover", true));
    world.after(Duration.ofMillis(1), () -> tag(never));
    world.after(MUCH_LATER, () -> tag(Tags.NONE));
  }

  private void tag(Tags tags) {
    cluster.nodes().forEach(node -> node.ask(new Command.Reload(tags)));
  }

  void aServerIsGiven() {
    SimNode owner = cluster.nodes().get(0);
    owner.server().create("7000000000000");
    world.after(
        Duration.ZERO,
        () -> cluster.nodes().stream().filter(node -> node != owner).forEach(SimNode::killAgent));
    world.after(SOON, () -> cluster.nodes().forEach(SimNode::startAgent));
  }

  private static boolean creates(SimNode node) {
    return node.agent().filter(agent -> agent.state().memory().initializing()).isPresent();
  }

  /** The first node of which that becomes true. */
  private void once(Predicate<SimNode> sign, Consumer<SimNode> then) {
    Optional<SimNode> found = cluster.nodes().stream().filter(sign).findFirst();
    if (found.isPresent()) {
      then.accept(found.get());
    } else {
      world.after(LOOK, () -> once(sign, then));
    }
  }
}
