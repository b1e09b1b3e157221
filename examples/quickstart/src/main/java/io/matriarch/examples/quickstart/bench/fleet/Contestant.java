package io.matriarch.examples.quickstart.bench.fleet;

import io.matriarch.examples.quickstart.cluster.StoreKind;
import java.util.Locale;

/** Whose elections are measured, and where they are kept. */
enum Contestant {
  OURS_ON_ZOOKEEPER("Matriarch on ZooKeeper", StoreKind.ZOOKEEPER),
  OURS_ON_ETCD("Matriarch on etcd", StoreKind.ETCD),
  LATCH("`LeaderLatch` on ZooKeeper", StoreKind.ZOOKEEPER);

  private final String title;
  private final StoreKind store;

  Contestant(String title, StoreKind store) {
    this.title = title;
    this.store = store;
  }

  /** For the report. */
  String title() {
    return title;
  }

  StoreKind store() {
    return store;
  }

  /** For names of files. */
  String file() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** One process's participants, connected to these servers, in no election yet. */
  Participants participants(String hosts, String name) throws InterruptedException {
    return this == LATCH ? new Latches(hosts, name) : new Elections(store, hosts, name);
  }
}
