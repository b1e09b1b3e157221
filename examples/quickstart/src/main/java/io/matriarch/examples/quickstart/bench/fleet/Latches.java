package io.matriarch.examples.quickstart.bench.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.retry.ExponentialBackoffRetry;

/** Curator's. */
final class Latches implements Participants {
  private static final int FIRST_PAUSE_MILLIS = 100;
  private static final int ATTEMPTS = 10;

  private final CuratorFramework client;
  private final String name;
  private final List<LeaderLatch> latches = new ArrayList<>();

  Latches(String hosts, String name) throws InterruptedException {
    this.client =
        CuratorFrameworkFactory.newClient(
            hosts,
            (int) TTL.toMillis(),
            (int) TTL.toMillis(),
            new ExponentialBackoffRetry(FIRST_PAUSE_MILLIS, ATTEMPTS));
    this.name = name;
    client.start();
    if (!client.blockUntilConnected((int) TTL.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("no connection to " + hosts);
    }
  }

  @Override
  public void start(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      LeaderLatch latch = new LeaderLatch(client, "/latches/job-" + i, name);
      latch.start();
      latches.add(latch);
    }
  }

  @Override
  public int leading() {
    return (int) latches.stream().filter(LeaderLatch::hasLeadership).count();
  }

  @Override
  public int joined() throws Exception {
    int joined = 0;
    for (LeaderLatch latch : latches) {
      if (latch.getParticipants().stream().anyMatch(one -> one.getId().equals(name))) {
        joined++;
      }
    }
    return joined;
  }
}
