package io.matriarch.testkit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.api.ExitReason;
import io.matriarch.core.api.HaNode;
import io.matriarch.core.model.NodeName;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("Real nodes with their threads, on a store and resources in memory")
class NodeRuntimeTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Herd herd = new Herd();

  @AfterEach
  void endHerd() {
    herd.close();
  }

  private NodeName awaitPrimary() {
    await().atMost(SOON).until(() -> herd.primary().isPresent());
    return herd.primary().orElseThrow();
  }

  private NodeName awaitCompleteHerd() {
    herd.add("a");
    herd.add("b");
    herd.add("c");
    NodeName primary = awaitPrimary();
    await()
        .atMost(SOON)
        .until(
            () ->
                herd.resources.values().stream()
                        .filter(r -> r.source().equals(Optional.of(primary + ":5432")))
                        .count()
                    == 2);
    return primary;
  }

  @Test
  @DisplayName("one node creates the cluster, the others copy it and follow")
  void oneLeadsAndTheOthersFollow() {
    NodeName primary = awaitCompleteHerd();

    assertThat(herd.store.leader()).contains(primary);
    assertThat(herd.nodes.get(primary).status().leadsAt(herd.ticker.now())).isTrue();
  }

  @Test
  @DisplayName("a crashed primary is restarted in place, without a new leader")
  void crashedPrimaryRestartsInPlace() {
    NodeName primary = awaitCompleteHerd();
    int starts = herd.resources.get(primary).starts.get();

    herd.resources.get(primary).crash();

    await().atMost(SOON).until(() -> herd.resources.get(primary).writable());
    assertThat(herd.resources.get(primary).starts.get()).isEqualTo(starts + 1);
    assertThat(herd.store.leader()).contains(primary);
  }

  @Test
  @DisplayName("a leader that is told to end hands over at once")
  void orderlyEndHandsOver() throws Exception {
    NodeName before = awaitCompleteHerd();
    HaNode node = herd.nodes.get(before);

    node.shutdown();

    ExitReason exit = node.ended().toCompletableFuture().get(20, TimeUnit.SECONDS);
    assertThat(exit.code()).isZero();
    await().atMost(SOON).until(() -> herd.primary().filter(now -> !now.equals(before)).isPresent());
    assertThat(herd.resources.get(before).closed()).isTrue();
  }

  @Test
  @DisplayName("without the store the primary stops before its lease ends, and comes back with it")
  void storeOutageStopsWritesInTime() {
    NodeName before = awaitCompleteHerd();

    herd.store.down(true);

    await().atMost(SOON).until(() -> !herd.resources.get(before).writable());
    assertThat(herd.store.image().lease()).as("the store still holds the lease").isPresent();
    herd.store.down(false);
    awaitPrimary();
  }

  @Test
  @DisplayName("a leader cut off from the store stops, and another one takes over")
  void cutOffLeaderIsReplaced() {
    NodeName before = awaitCompleteHerd();

    herd.store.cut(before, true);

    await().atMost(SOON).until(() -> !herd.resources.get(before).writable());
    await().atMost(SOON).until(() -> herd.primary().filter(now -> !now.equals(before)).isPresent());
    herd.store.cut(before, false);
    NodeName after = herd.primary().orElseThrow();
    await()
        .atMost(SOON)
        .until(() -> herd.resources.get(before).source().equals(Optional.of(after + ":5432")));
  }

  @Test
  @DisplayName(
      "a replica's unusable copy keeps nobody waiting: others are told that it never leads")
  void anUnusableCopyIsTold() {
    NodeName primary = awaitCompleteHerd();
    NodeName replica =
        herd.nodes.keySet().stream()
            .filter(name -> !name.equals(primary))
            .findFirst()
            .orElseThrow();
    HaNode node = herd.nodes.get(replica);
    assertThat(node.status().tags().nofailover()).isFalse();
    herd.store.down(true);
    await().atMost(SOON).until(() -> node.status().view().isEmpty());

    herd.resources.get(replica).spoil();

    await().atMost(SOON).until(() -> node.status().tags().nofailover());
    herd.store.down(false);
    await().atMost(SOON).until(() -> !node.status().tags().nofailover());
    assertThat(herd.resources.get(replica).spoiled()).as("copied afresh").isFalse();
  }

  @Test
  @DisplayName("a stop that hangs is cut short by the guard before the lease ends")
  void guardFencesWhenStopHangs() {
    NodeName before = awaitCompleteHerd();
    herd.resources.get(before).hangStop();

    herd.store.down(true);

    await().atMost(SOON).until(() -> !herd.resources.get(before).writable());
    assertThat(herd.store.image().lease()).as("the store still holds the lease").isPresent();
    assertThat(herd.resources.get(before).fenced.get()).isPositive();
  }

  @Test
  @DisplayName("what a task plans is shown beside its last stage, and stands in the journal")
  void plansAreShown() {
    NodeName before = awaitCompleteHerd();
    HaNode node = herd.nodes.get(before);
    AtomicReference<String> shown = new AtomicReference<>();
    herd.resources.get(before).hangStop();
    herd.resources
        .get(before)
        .onStop(
            () ->
                shown.set(
                    await()
                        .atMost(SOON)
                        .until(
                            () -> node.status().why().task().orElse(""),
                            text -> text.contains("hanging"))));

    herd.store.down(true);

    await().atMost(SOON).until(() -> shown.get() != null);
    assertThat(shown.get()).endsWith(": hanging (plan: hang for ever)");
    assertThat(node.journal()).anyMatch(entry -> entry.toString().contains("hang for ever"));
  }

  @Test
  @DisplayName("a look that hangs for ever does not stop renewal")
  void hungLookDoesNotStopRenewal() {
    NodeName primary = awaitCompleteHerd();
    herd.resources.get(primary).hangObserve();
    var hungSince = herd.ticker.now();

    await()
        .atMost(SOON)
        .until(() -> herd.ticker.now().since(hungSince).compareTo(Herd.TTL.multipliedBy(2)) > 0);

    assertThat(herd.store.leader()).contains(primary);
    assertThat(herd.resources.get(primary).writable()).isTrue();
  }
}
