package io.matriarch.testkit.sim.run;

import io.matriarch.core.api.Command;
import io.matriarch.core.model.Tags;
import io.matriarch.testkit.sim.node.SimNode;
import io.matriarch.testkit.sim.world.Dice;
import io.matriarch.testkit.sim.world.World;
import io.matriarch.testkit.store.StoreKeys;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How a cluster comes into being: mostly without trouble. */
public enum Beginning {
  SMOOTH {
    @Override
    void trouble(World world, SimCluster cluster) {}
  },
  /** A node that is gone had begun to create the cluster. */
  CLAIMED {
    @Override
    void trouble(World world, SimCluster cluster) {
      cluster
          .store()
          .operate(
              keys -> {
                keys.write(StoreKeys.INITIALIZE, "");
                return true;
              });
    }
  },
  /** Creating it fails, and so does the first copy. */
  FAILING {
    @Override
    void trouble(World world, SimCluster cluster) {
      cluster.nodes().forEach(node -> node.server().pace().failingTasks(true));
      world.after(
          FIRST, () -> cluster.nodes().forEach(node -> node.server().pace().failingTasks(false)));
    }
  },
  /** All agents die while one of them creates it. */
  DEADLY {
    @Override
    void trouble(World world, SimCluster cluster) {
      world.after(Duration.ofSeconds(2), () -> cluster.nodes().forEach(SimNode::killAgent));
      world.after(FIRST, () -> cluster.nodes().forEach(SimNode::startAgent));
    }
  },
  /** A mode that is not built is on, and one node may not create anything in any case. */
  UNBUILT {
    @Override
    void trouble(World world, SimCluster cluster) {
      cluster.configure("synchronous_mode", Optional.of(true));
      world.after(
          Duration.ofMillis(1),
          () ->
              cluster.nodes().get(0).ask(new Command.Reload(new Tags(Map.of("nofailover", true)))));
      world.after(
          FIRST,
          () -> {
            cluster.configure("synchronous_mode", Optional.empty());
            cluster.nodes().get(0).ask(new Command.Reload(Tags.NONE));
          });
    }
  },
  /** All agents are told to end while one of them creates it. */
  INTERRUPTED {
    @Override
    void trouble(World world, SimCluster cluster) {
      world.after(Duration.ofSeconds(2), () -> cluster.nodes().forEach(SimNode::requestShutdown));
    }
  };

  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final double SMOOTHLY = 0.75;

  /** Drawn from the seed. */
  public static Beginning of(long seed) {
    Dice dice = Dice.of(seed, "cluster", "beginning");
    return dice.chance(SMOOTHLY) ? SMOOTH : values()[dice.number(1, values().length - 1)];
  }

  abstract void trouble(World world, SimCluster cluster);
}
