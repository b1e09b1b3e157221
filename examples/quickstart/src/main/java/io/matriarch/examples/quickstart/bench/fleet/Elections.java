package io.matriarch.examples.quickstart.bench.fleet;

import io.matriarch.core.api.HaThreads;
import io.matriarch.core.api.LeaderElection;
import io.matriarch.core.api.LeadershipListener;
import io.matriarch.core.api.LeadershipPermit;
import io.matriarch.core.api.RevocationReason;
import io.matriarch.core.api.Stores;
import io.matriarch.core.store.StoreConnection;
import io.matriarch.examples.quickstart.cluster.StoreKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Ours. */
final class Elections implements Participants {
  private final StoreConnection store;
  private final HaThreads threads = HaThreads.shared();
  private final String name;
  private final AtomicInteger leading = new AtomicInteger();
  private final List<LeaderElection> elections = new ArrayList<>();

  Elections(StoreKind kind, String hosts, String name) {
    this.store = Stores.connect(kind.section(), Map.of("hosts", hosts));
    this.name = name;
  }

  @Override
  public void start(int count) {
    for (int i = 0; i < count; i++) {
      elections.add(
          LeaderElection.on(store)
              .of("job-" + i)
              .as(name)
              .ttl(TTL)
              .threads(threads)
              .listener(new Counting())
              .start());
    }
  }

  @Override
  public int leading() {
    return leading.get();
  }

  @Override
  public int joined() {
    return (int)
        elections.stream().filter(each -> each.status().participants().contains(name)).count();
  }

  private final class Counting implements LeadershipListener {
    @Override
    public void elected(LeadershipPermit permit) {
      leading.incrementAndGet();
    }

    @Override
    public void revoked(RevocationReason reason) {
      leading.decrementAndGet();
    }
  }
}
