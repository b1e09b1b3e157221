package io.matriarch.cli.cluster;

import io.matriarch.core.model.MemberRecord;
import java.util.Arrays;
import java.util.List;

/** Which members are meant by a word on the command line. */
public enum RoleFilter {
  LEADER("leader"),
  PRIMARY("primary"),
  STANDBY_LEADER("standby-leader"),
  REPLICA("replica"),
  STANDBY("standby"),
  ANY("any");

  private final String word;

  RoleFilter(String word) {
    this.word = word;
  }

  /**
   * @throws IllegalArgumentException there is no such word; the message names all
   */
  public static RoleFilter of(String word) {
    return Arrays.stream(values())
        .filter(role -> role.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is not one of %s".formatted(word, Arrays.toString(values()))));
  }

  /** The members that are meant, by name. */
  public List<MemberRecord> among(Cluster cluster) {
    return cluster.members().stream().filter(member -> fits(cluster, member)).toList();
  }

  private boolean fits(Cluster cluster, MemberRecord member) {
    boolean leads = cluster.isLeader(member);
    return switch (this) {
      case LEADER -> leads;
      case PRIMARY -> leads && !Cluster.saysStandbyLeader(member);
      case STANDBY_LEADER -> leads && Cluster.saysStandbyLeader(member);
      case REPLICA, STANDBY -> !leads;
      case ANY -> true;
    };
  }

  @Override
  public String toString() {
    return word;
  }
}
