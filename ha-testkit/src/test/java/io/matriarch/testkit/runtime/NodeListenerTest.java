package io.matriarch.testkit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.api.HaCounters;
import io.matriarch.core.api.HaNode;
import io.matriarch.core.api.JournalEntry;
import io.matriarch.core.api.NodeListener;
import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.model.Role;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("What a node tells its listener, and what it counts")
class NodeListenerTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Herd herd = new Herd();
  private final List<NodeStatus> before = new CopyOnWriteArrayList<>();
  private final List<NodeStatus> after = new CopyOnWriteArrayList<>();
  private final List<JournalEntry> entries = new CopyOnWriteArrayList<>();
  private final Set<String> threads = ConcurrentHashMap.newKeySet();

  @AfterEach
  void endHerd() {
    herd.close();
  }

  /** Notes everything, and fails each time. */
  private final class Noting implements NodeListener {
    @Override
    public void roleChanged(NodeStatus was, NodeStatus is) {
      threads.add(Thread.currentThread().getName());
      before.add(was);
      after.add(is);
      throw new IllegalStateException("of no interest to the node");
    }

    @Override
    public void recorded(JournalEntry entry) {
      threads.add(Thread.currentThread().getName());
      entries.add(entry);
    }
  }

  @Test
  @DisplayName("every change of its role and every line of its journal, in order, to the end")
  void itHearsEverything() {
    HaNode node = herd.with(new Noting()).add("a");
    await().atMost(SOON).until(() -> node.status().role() == Role.PRIMARY);
    await().atMost(SOON).until(() -> node.counters().leaseRenewals() >= 2);

    node.close();

    assertThat(entries).isEqualTo(node.journal());
    assertThat(after).anyMatch(status -> status.role() == Role.PRIMARY && status.leading());
    assertThat(after.get(after.size() - 1).leading()).isFalse();
    assertThat(before.get(0).leading()).isFalse();
    for (int i = 1; i < after.size(); i++) {
      assertThat(before.get(i).role()).isEqualTo(after.get(i - 1).role());
      assertThat(before.get(i).leading()).isEqualTo(after.get(i - 1).leading());
    }
    assertThat(threads).containsExactly("ha-callback-herd/a");
    HaCounters counted = node.counters();
    assertThat(counted.roleChanges()).isEqualTo(after.size());
    assertThat(counted.listenerFailures()).isEqualTo(after.size());
    assertThat(counted.decisions())
        .isEqualTo(entries.stream().filter(e -> e.kind() == JournalEntry.Kind.DECISION).count())
        .isPositive();
    assertThat(counted.steps()).isGreaterThan(counted.decisions());
    assertThat(counted.listenerDropped()).isZero();
    assertThat(counted.waitingForListener()).isZero();
  }

  @Test
  @DisplayName("renewals that fail, and leases that are lost, are counted")
  void whatFailsIsCounted() {
    HaNode node = herd.add("a");
    await().atMost(SOON).until(() -> node.counters().leaseRenewals() >= 1);
    assertThat(node.counters().leaseRenewalsFailed()).isZero();

    herd.store.down(true);
    await().atMost(SOON).until(() -> node.counters().leaseRenewalsFailed() >= 1);
    await().atMost(SOON).until(() -> node.counters().leasesLost() >= 1);
  }
}
