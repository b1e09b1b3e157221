package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.NodeName;
import io.matriarch.core.resource.Follower;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SlotsTest {
  private static final String NAMES =
      "SELECT string_agg(slot_name, ',' ORDER BY slot_name) FROM pg_replication_slots";

  @RegisterExtension final PostgresHarness harness = new PostgresHarness();

  @Test
  void membersGetSlotsThatKeepWalAtOnceAndOtherSlotsAreLeftAlone() throws Exception {
    TestNode a = harness.node("a").primary();
    a.sql("SELECT pg_create_physical_replication_slot('of_a_stranger', true)");

    a.retainFor("a", "Node-1.example.com");

    assertThat(a.ask(NAMES)).isEqualTo("node_1_example_com,of_a_stranger");
    assertThat(a.look().slots().keySet()).containsExactly("a", "node_1_example_com");
    assertThat(a.look().slots().get("node_1_example_com")).isPositive();
  }

  @Test
  void theSlotOfAMemberThatLeftIsDroppedAfterItsTimeEvenByALaterAgent() throws Exception {
    TestNode a = harness.node("a").primary();
    a.retainFor("b", "c");
    a.adopt();
    a.retainFor("b");
    assertThat(a.ask(NAMES)).isEqualTo("b,c");

    a.stop(io.matriarch.core.resource.StopMode.FAST);
    a.resource.start(
        new io.matriarch.core.resource.StartRequest(
            java.util.Optional.of(TestNode.permit()),
            java.util.Optional.empty(),
            "{\"member_slots_ttl\": 0}"),
        new TestTask());
    a.retainFor("b");

    assertThat(a.ask(NAMES)).isEqualTo("b");
  }

  @Test
  void inPauseNoSlotIsDropped() throws Exception {
    TestNode a = harness.node("a").primary();
    a.resource.configure("{\"member_slots_ttl\": 0, \"pause\": true}", false, TestNode.call());

    a.retainFor("b", "c");
    a.retainFor("b");
    assertThat(a.ask(NAMES)).isEqualTo("b,c");

    a.resource.configure("{\"member_slots_ttl\": 0}", false, TestNode.call());
    a.retainFor("b");
    assertThat(a.ask(NAMES)).isEqualTo("b");
  }

  @Test
  void aPrimaryHasThePermanentSlotsAndIgnoredOnesAreNeverDropped() throws Exception {
    TestNode a = harness.node("a").primary();
    a.resource.configure(
        """
        {"member_slots_ttl": 0, "ignore_slots": [{"name": "d", "type": "physical"}],
         "slots": {"archive": null, "a": null, "other": {"type": "physical",
           "cluster_type": "standby"}, "l": {"database": "d", "plugin": "p"}}}
        """,
        false,
        TestNode.call());

    a.retainFor("b", "d");
    assertThat(a.ask(NAMES)).isEqualTo("archive,b,d");
    assertThat(a.look().slots().keySet()).containsExactly("a", "archive", "b", "d");

    a.retainFor();
    assertThat(a.ask(NAMES)).isEqualTo("archive,d");
    a.resource.configure("{\"member_slots_ttl\": 0}", false, TestNode.call());
    a.retainFor();
    assertThat(a.ask(NAMES)).isNull();
  }

  @Test
  void onAReplicaTheCopiesFollowTheirMembersButNeverPassTheReplica() throws Exception {
    TestNode a = harness.node("a").primary();
    TestNode b = harness.node("b").cloneFrom(a);
    retain(b, OptionalLong.empty());
    a.sql("CREATE TABLE t AS SELECT generate_series(1, 1000) AS x");
    await().atMost(Duration.ofSeconds(10)).until(() -> b.look().streaming());
    long end = a.look().position().orElseThrow().offset();
    await().atMost(Duration.ofSeconds(10)).until(() -> b.look().replayed().orElse(0) >= end);

    retain(b, OptionalLong.of(end));
    assertThat(b.look().slots().get("c")).isEqualTo(end);

    retain(b, OptionalLong.of(end + (1L << 32)));
    assertThat(b.look().slots().get("c")).isBetween(end, b.look().replayed().orElseThrow());
  }

  private static void retain(TestNode node, OptionalLong position) throws Exception {
    node.resource.retainFor(Set.of(new Follower(NodeName.of("c"), position)), TestNode.call());
  }
}
