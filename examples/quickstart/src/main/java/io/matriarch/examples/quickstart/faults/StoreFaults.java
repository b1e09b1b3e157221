package io.matriarch.examples.quickstart.faults;

import static io.matriarch.examples.quickstart.cluster.StoreKind.ETCD;
import static io.matriarch.examples.quickstart.cluster.StoreKind.ZOOKEEPER;
import static io.matriarch.examples.quickstart.faults.Promise.NOTHING_LOST;
import static io.matriarch.examples.quickstart.faults.Promise.ONE_WRITER;

import java.util.List;

/** Servers of the store that are killed or frozen. */
final class StoreFaults {
  private StoreFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of(
            "store-minority-killed",
            "SIGKILL to one of three servers of the store, back after more than the lease",
            NOTHING_LOST,
            scene -> kill(scene, victims(scene, 1))),
        Fault.of(
            "store-minority-frozen",
            "SIGSTOP to one of three servers of the store for longer than the lease",
            NOTHING_LOST,
            scene -> freeze(scene, victims(scene, 1))),
        Fault.of(
            "store-leader-killed",
            "SIGKILL to the server of the store that leads the other two, back after more than the lease",
            NOTHING_LOST,
            scene -> kill(scene, List.of(scene.herd().storeLeader()))),
        Fault.of(
                "store-leader-frozen",
                "SIGSTOP to the server of the store that leads the other two, for longer than the lease",
                NOTHING_LOST,
                scene -> freeze(scene, List.of(scene.herd().storeLeader())))
            .tellsOn(ETCD),
        Fault.of(
            "store-majority-killed",
            "SIGKILL to two of three servers of the store, back after more than the lease",
            NOTHING_LOST,
            scene -> kill(scene, victims(scene, 2))),
        Fault.of(
            "store-stutters",
            "all servers of the store are frozen for 1.5 s out of every 2 s, for longer than the lease",
            ONE_WRITER,
            scene -> scene.stutter(() -> processes(scene.herd().store()))),
        Fault.of(
                "store-majority-frozen",
                "SIGSTOP to two of three servers of the store for longer than the lease",
                NOTHING_LOST,
                scene -> freeze(scene, victims(scene, 2)))
            .tellsOn(ZOOKEEPER));
  }

  private static void kill(Scene scene, List<StoreServer> victims) throws InterruptedException {
    scene.strike();
    scene.herd().signals().kill(() -> processes(victims));
    scene.outlivesTheLease();
    victims.forEach(StoreServer::start);
    scene.over();
  }

  private static void freeze(Scene scene, List<StoreServer> victims) throws InterruptedException {
    scene.strike();
    scene.herd().signals().freeze(() -> processes(victims));
    scene.outlivesTheLease();
    scene.herd().signals().thaw();
    scene.over();
  }

  private static List<StoreServer> victims(Scene scene, int count) {
    return scene.shuffled(scene.herd().store()).subList(0, count);
  }

  private static List<ProcessHandle> processes(List<StoreServer> servers) {
    return servers.stream().flatMap(server -> server.processes().stream()).toList();
  }
}
