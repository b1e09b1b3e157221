package io.matriarch.cli.cluster;

import io.matriarch.core.model.MemberRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Who replicates from whom, as a list with depths. */
public final class Topology {

  /**
   * A member in its place.
   *
   * @param member who
   * @param depth 0: it replicates from nobody of this cluster
   */
  public record Placed(MemberRecord member, int depth) {

    /** The name, indented below its source. */
    public String label() {
      return depth == 0
          ? member.name().value()
          : " ".repeat(2 * (depth - 1)) + "+ " + member.name().value();
    }
  }

  private final Cluster cluster;
  private final List<Placed> placed = new ArrayList<>();
  private final List<MemberRecord> left;

  private Topology(Cluster cluster) {
    this.cluster = cluster;
    this.left = new ArrayList<>(cluster.members());
  }

  /** The leader, then its replicas by name, each followed by its own. */
  public static List<Placed> of(Cluster cluster) {
    Topology topology = new Topology(cluster);
    cluster.leader().ifPresent(leader -> topology.place(leader, 0));
    int depth = cluster.leaderName().isPresent() ? 1 : 0;
    topology.placeAll(topology.below(Optional.empty()), depth);
    // Whoever replicates in a circle is below nobody who has a place.
    topology.placeAll(List.copyOf(topology.left), depth);
    return topology.placed;
  }

  private void placeAll(Collection<MemberRecord> members, int depth) {
    members.forEach(
        member -> {
          if (left.contains(member)) {
            place(member, depth);
            placeAll(below(Optional.of(member)), depth + 1);
          }
        });
  }

  private void place(MemberRecord member, int depth) {
    left.remove(member);
    placed.add(new Placed(member, depth));
  }

  private List<MemberRecord> below(Optional<MemberRecord> source) {
    return left.stream().filter(member -> source(member).equals(source)).toList();
  }

  /** The replica that a member's tag names; empty: it replicates from the leader. */
  private Optional<MemberRecord> source(MemberRecord member) {
    return Optional.ofNullable(member.tags().values().get("replicatefrom"))
        .flatMap(name -> cluster.member(name.toString()))
        .filter(source -> !cluster.isLeader(source) && !source.equals(member));
  }
}
