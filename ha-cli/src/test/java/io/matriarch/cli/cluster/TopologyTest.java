package io.matriarch.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Term;
import io.matriarch.core.wire.MemberCodec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TopologyTest {

  @Test
  void replicas_stand_below_their_sources() {
    assertThat(labels("b", "a", "b", "c<a", "d<c", "e"))
        .containsExactly("b", "+ a", "  + c", "    + d", "+ e");
  }

  @Test
  void a_source_that_is_unknown_or_the_leader_counts_as_the_leader() {
    assertThat(labels("a", "a", "b<a", "c<nobody", "d<d"))
        .containsExactly("a", "+ b", "+ c", "+ d");
  }

  @Test
  void nobody_is_lost_in_a_circle() {
    assertThat(labels("a", "a", "b<c", "c<b")).containsExactly("a", "+ b", "  + c");
  }

  @Test
  void without_a_leader_nobody_is_indented() {
    assertThat(labels("", "a", "b<a")).containsExactly("a", "+ b");
  }

  /** Members as {@code name<source}. */
  private static List<String> labels(String leader, String... members) {
    TreeMap<NodeName, MemberRecord> records = new TreeMap<>();
    Arrays.stream(members)
        .map(text -> text.split("<"))
        .forEach(
            parts ->
                records.put(
                    NodeName.of(parts[0]),
                    MemberCodec.decode(
                        NodeName.of(parts[0]),
                        parts.length == 1
                            ? "{}"
                            : "{\"tags\":{\"replicatefrom\":\"" + parts[1] + "\"}}")));
    ClusterView empty = ClusterView.empty(MonoTime.MIN);
    Optional<LeaderRecord> record =
        Optional.of(leader)
            .filter(name -> !name.isEmpty())
            .map(
                name ->
                    new LeaderRecord(NodeName.of(name), new Term(1), false, "", Optional.empty()));
    ClusterView view =
        new ClusterView(
            empty.sentAt(),
            record,
            records,
            empty.config(),
            empty.initialize(),
            empty.failover(),
            empty.history(),
            empty.sync(),
            empty.failsafe(),
            empty.status());
    return Topology.of(new Cluster("test", OptionalInt.empty(), view)).stream()
        .map(Topology.Placed::label)
        .toList();
  }
}
