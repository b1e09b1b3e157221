package io.matriarch.testkit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.api.NodeListener;
import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.internal.runtime.Crew;
import io.matriarch.core.model.NodeName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
@DisplayName("Several nodes of several clusters in one JVM")
class GoodGuestTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  /** A node is closed before the last of its threads has ended. */
  @BeforeEach
  void nothingIsLeftOfOtherTests() {
    await().atMost(SOON).until(() -> threads().isEmpty());
  }

  /** Everything that this JVM runs, but for what the store and the test itself start. */
  private static List<String> threads() {
    return Stream.of("ha-", "mine-").flatMap(prefix -> ThreadCount.of(prefix).stream()).toList();
  }

  private static void closedOneIsReplaced(Herd herd) {
    await().atMost(SOON).until(() -> herd.primary().isPresent());
    NodeName before = herd.primary().orElseThrow();
    await()
        .atMost(SOON)
        .until(
            () ->
                herd.resources.values().stream()
                    .anyMatch(r -> r.source().equals(Optional.of(before + ":5432"))));

    herd.nodes.get(before).close();

    assertThat(herd.resources.get(before).closed()).isTrue();
    await().atMost(SOON).until(() -> herd.primary().filter(now -> !now.equals(before)).isPresent());
  }

  @Test
  @DisplayName("with threads of their own each elects, is replaced, and leaves nothing behind")
  void nodesWithTheirOwnThreads() {
    try (Herd one = new Herd("one", Optional.empty());
        Herd two = new Herd("two", Optional.empty())) {
      Stream.of(one, two).forEach(GoodGuestTest::fill);
      closedOneIsReplaced(one);
      closedOneIsReplaced(two);
      assertThat(two.primary()).isPresent();
      assertThat(threads()).anyMatch(name -> name.matches("ha-loop-one/[ab]"));
    }
    await().atMost(SOON).untilAsserted(() -> assertThat(threads()).isEmpty());
  }

  @Test
  @DisplayName("with shared threads each elects, is replaced, and only the threads stay")
  void nodesWithSharedThreads() {
    try (Crew crew = Crew.shared("mine", 2, 4, Crew.DAEMONS)) {
      try (Herd one = new Herd("one", Optional.of(crew));
          Herd two = new Herd("two", Optional.of(crew))) {
        Stream.of(one, two).forEach(GoodGuestTest::fill);
        closedOneIsReplaced(one);
        closedOneIsReplaced(two);
      }
      assertThat(threads()).contains("mine-loop-1", "mine-loop-2", "mine-guard-1");
      assertThat(threads()).noneMatch(name -> name.startsWith("ha-"));
    }
    await().atMost(SOON).untilAsserted(() -> assertThat(threads()).isEmpty());
  }

  @Test
  @DisplayName("closing shared threads closes the nodes that still run on them")
  void closingThreadsClosesNodes() {
    Crew crew = Crew.shared("mine", 1, 2, Crew.DAEMONS);
    try (Herd herd = new Herd("one", Optional.of(crew))) {
      fill(herd);
      await().atMost(SOON).until(() -> herd.primary().isPresent());

      crew.close();

      assertThat(herd.nodes.values())
          .allMatch(node -> node.ended().toCompletableFuture().join().code() == 0);
      assertThat(herd.resources.values()).allMatch(FakeResource::closed);
      assertThat(herd.primary()).isEmpty();
    }
    await().atMost(SOON).untilAsserted(() -> assertThat(threads()).isEmpty());
  }

  @Test
  @DisplayName("shared threads may be closed by what runs on them: the last node takes them along")
  void closingThreadsFromOneOfThem() {
    Crew crew = Crew.shared("mine", 1, 1, Crew.DAEMONS);
    try (Herd herd = new Herd("one", Optional.of(crew))) {
      herd.with(
              new NodeListener() {
                @Override
                public void roleChanged(NodeStatus before, NodeStatus after) {
                  if (after.leading()) {
                    crew.close();
                  }
                }
              })
          .add("a");

      await().atMost(SOON).until(() -> herd.resources.values().stream().allMatch(r -> r.closed()));
      await().atMost(SOON).untilAsserted(() -> assertThat(threads()).isEmpty());
    }
  }

  private static void fill(Herd herd) {
    herd.add("a");
    herd.add("b");
  }
}
