package io.matriarch.testkit.sim.run;

import io.matriarch.core.api.Command;
import io.matriarch.core.model.Tags;
import io.matriarch.testkit.sim.node.SimNode;
import io.matriarch.testkit.sim.world.Dice;
import io.matriarch.testkit.sim.world.World;
import io.matriarch.testkit.store.StoreKeys;
import java.time.Duration;
import java.util.List;
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
  },
  /** All hosts fail while one of them creates it; perhaps the store does, once they are back. */
  CRASHED {
    @Override
    void trouble(World world, SimCluster cluster) {
      new CreationTrouble(world, cluster).allCrash();
    }
  },
  /** The host that creates it fails, and is away for minutes. */
  LOST {
    @Override
    void trouble(World world, SimCluster cluster) {
      new CreationTrouble(world, cluster).creatorIsLost();
    }
  },
  /** The node that creates it, perhaps slowly, reaches the store no more. */
  CUT_OFF {
    @Override
    void trouble(World world, SimCluster cluster) {
      new CreationTrouble(world, cluster).creatorIsCutOff();
    }
  },
  /** Creating it fails or is given up, and the new server is not gone when it is killed. */
  LINGERING {
    @Override
    void trouble(World world, SimCluster cluster) {
      new CreationTrouble(world, cluster).serverLingers();
    }
  },
  /** The new server dies, or its agent is told to end, before anybody leads. */
  ENDED {
    @Override
    void trouble(World world, SimCluster cluster) {
      new CreationTrouble(world, cluster).endsOnceItIsMade();
    }
  },
  /** An operator turns the new server into a replica, and clears that away later. */
  MEDDLED {
    @Override
    void trouble(World world, SimCluster cluster) {
      new CreationTrouble(world, cluster).operatorMeddles();
    }
  },
  /** A node that is gone had begun to create the cluster, and no other may for a while. */
  FORBIDDEN {
    @Override
    void trouble(World world, SimCluster cluster) {
      CLAIMED.trouble(world, cluster);
      new CreationTrouble(world, cluster).nobodyMayCreate();
    }
  },
  /** A node is given a server that exists already, and the others come later. */
  GIVEN {
    @Override
    void trouble(World world, SimCluster cluster) {
      new CreationTrouble(world, cluster).aServerIsGiven();
    }
  };

  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final double SMOOTHLY = 0.75;
  private static final double UNFINISHED = 0.15;

  /** Drawn from the seed. */
  public static Beginning of(long seed) {
    // A stream of its own: most seeds keep the beginning that they have always had.
    Dice creation = Dice.of(seed, "cluster", "creation");
    if (creation.chance(UNFINISHED)) {
      return creation.pick(
          List.of(CRASHED, LOST, CUT_OFF, ENDED, MEDDLED, FORBIDDEN, GIVEN, LINGERING));
    }
    Dice dice = Dice.of(seed, "cluster", "beginning");
    return dice.chance(SMOOTHLY)
        ? SMOOTH
        : dice.pick(List.of(CLAIMED, FAILING, DEADLY, UNBUILT, INTERRUPTED));
  }

  abstract void trouble(World world, SimCluster cluster);
}
