package io.matriarch.testkit.docs;

import static org.awaitility.Awaitility.await;

import io.matriarch.core.api.HaThreads;
import io.matriarch.core.api.LeaderElection;
import io.matriarch.core.api.LeadershipListener;
import io.matriarch.core.api.LeadershipPermit;
import io.matriarch.core.api.RevocationReason;
import io.matriarch.core.api.Stores;
import io.matriarch.core.store.StoreConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the page about embedding shows of threads that are shared. */
class ManyElectionsTest {
  private static final List<String> QUEUES = List.of("orders", "invoices", "returns");

  /** Leads and does nothing. */
  private static final class Worker implements LeadershipListener {
    @Override
    public void elected(LeadershipPermit permit) {}

    @Override
    public void revoked(RevocationReason reason) {}
  }

  @Test
  void electionsShareThreadsAndAConnection() {
    List<LeaderElection> elections = new ArrayList<>();
    try (StoreConnection store = Stores.connect("memory", Map.of());
        HaThreads threads = HaThreads.shared()) {
      for (String queue : QUEUES) {
        elections.add(
            LeaderElection.on(store)
                .threads(threads)
                .of(queue)
                .as("node-1")
                .listener(new Worker())
                .start());
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> elections.stream().allMatch(election -> election.permit().isPresent()));
      elections.forEach(LeaderElection::close);
    }
  }
}
