package io.matriarch.examples.quickstart.faults;

import static io.matriarch.examples.quickstart.cluster.StoreKind.ZOOKEEPER;
import static io.matriarch.examples.quickstart.faults.Promise.NOTHING_LOST;
import static io.matriarch.examples.quickstart.faults.Promise.ONE_WRITER;

import java.util.List;
import java.util.stream.Stream;

/**
 * Links of the primary, of a replica, or of the store's leader that swallow what is sent, one way
 * or both.
 */
final class LinkFaults {
  private LinkFaults() {}

  /** Which way is cut. */
  private enum Way {
    BOTH,
    OUT,
    IN
  }

  static List<Fault> all() {
    return Stream.of(
            Fault.of(
                    "cut-from-store",
                    "the primary and the store do not reach each other",
                    ONE_WRITER,
                    scene -> cut(scene, scene.primary().place(), store(scene), Way.BOTH))
                .tellsOn(ZOOKEEPER),
            Fault.of(
                "cut-to-store",
                "what the primary sends to the store is swallowed",
                ONE_WRITER,
                scene -> cut(scene, scene.primary().place(), store(scene), Way.OUT)),
            Fault.of(
                "cut-back-from-store",
                "what the store sends to the primary is swallowed",
                ONE_WRITER,
                scene -> cut(scene, scene.primary().place(), store(scene), Way.IN)),
            Fault.of(
                "cut-from-peers",
                "the primary and the other nodes do not reach each other",
                NOTHING_LOST,
                scene -> cut(scene, scene.primary().place(), peers(scene), Way.BOTH)),
            Fault.of(
                "cut-to-peers",
                "what the primary sends to the other nodes is swallowed",
                NOTHING_LOST,
                scene -> cut(scene, scene.primary().place(), peers(scene), Way.OUT)),
            Fault.of(
                "cut-from-all",
                "the primary reaches neither the store nor the other nodes, and they not it",
                ONE_WRITER,
                scene -> cut(scene, scene.primary().place(), all(scene), Way.BOTH)),
            Fault.of(
                "cut-to-all",
                "what the primary sends to store and nodes is swallowed",
                ONE_WRITER,
                scene -> cut(scene, scene.primary().place(), all(scene), Way.OUT)),
            Fault.of(
                "replica-cut-from-store",
                "a replica and the store do not reach each other",
                NOTHING_LOST,
                scene -> cut(scene, scene.replicas().get(0).place(), store(scene), Way.BOTH)),
            Fault.of(
                "store-leader-cut-off",
                "the server of the store that leads and the other two do not reach each other;"
                    + " the nodes reach all of them",
                NOTHING_LOST,
                LinkFaults::cutStoreLeaderOff))
        .map(fault -> fault.needs(Fault.Kind.PLACE))
        .toList();
  }

  private static void cut(Scene scene, Place place, List<Place> others, Way way)
      throws InterruptedException {
    scene.strike();
    for (Place other : others) {
      if (way != Way.IN) {
        scene.herd().landscape().cut(place, other);
      }
      if (way != Way.OUT) {
        scene.herd().landscape().cut(other, place);
      }
    }
    scene.outlivesTheLease();
    scene.herd().landscape().heal();
    scene.over();
  }

  private static void cutStoreLeaderOff(Scene scene) throws InterruptedException {
    Place leader = scene.herd().storeLeader().place();
    List<Place> others = store(scene).stream().filter(place -> !place.equals(leader)).toList();
    cut(scene, leader, others, Way.BOTH);
  }

  private static List<Place> store(Scene scene) {
    return scene.herd().store().stream().map(StoreServer::place).toList();
  }

  private static List<Place> peers(Scene scene) {
    return scene.replicas().stream().map(Herd.Member::place).toList();
  }

  private static List<Place> all(Scene scene) {
    return Stream.concat(store(scene).stream(), peers(scene).stream()).toList();
  }
}
