package io.matriarch.dcs.zookeeper;

import io.matriarch.core.model.Ticker;
import io.matriarch.core.wire.KeyLayout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is known of all clusters of one connection, which their stores share. Thread safe. */
final class KnownClusters {
  private final Ticker ticker;
  private final Map<String, Shared> byBase = new HashMap<>();

  KnownClusters(Ticker ticker) {
    this.ticker = ticker;
  }

  /** A cluster's keys and how many stores want them. */
  private static final class Shared {
    private final KnownKeys known;
    private int users;

    Shared(KeyLayout keys, Ticker ticker) {
      known = new KnownKeys(keys, ticker);
    }
  }

  /** The cluster's; the caller tells it of a connection that is there already. */
  synchronized KnownKeys join(KeyLayout keys) {
    Shared shared = byBase.computeIfAbsent(keys.base(), base -> new Shared(keys, ticker));
    shared.users++;
    return shared.known;
  }

  /** Takes the cluster's watches off if nobody else wants them. */
  synchronized void leave(KeyLayout keys) {
    Shared shared = byBase.get(keys.base());
    if (--shared.users == 0) {
      byBase.remove(keys.base());
      shared.known.close();
    }
  }

  /** Called on the session's event thread whenever it was connected. */
  void connected(ZooKeeperSession session) {
    List<KnownKeys> all;
    synchronized (this) {
      all = byBase.values().stream().map(shared -> shared.known).toList();
    }
    all.forEach(known -> known.connected(session));
  }
}
