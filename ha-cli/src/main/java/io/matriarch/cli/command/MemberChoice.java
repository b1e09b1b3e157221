package io.matriarch.cli.command;

import io.matriarch.cli.CtlException;
import io.matriarch.cli.cluster.Cluster;
import io.matriarch.cli.cluster.RoleFilter;
import io.matriarch.core.model.MemberRecord;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who shall do something.
 *
 * @param session whose operator is asked
 * @param cluster whose members
 * @param action what they shall do, as a word for sentences
 * @param force nothing is asked
 */
record MemberChoice(Session session, Cluster cluster, String action, boolean force) {

  /**
   * Shows the cluster and finds the members that are named and have the role.
   *
   * @param named none: all of that role, or the one that the operator names when asked
   */
  List<MemberRecord> choose(List<String> named, RoleFilter role) {
    return choose(named, role, role == RoleFilter.ANY ? "'any'" : role.toString());
  }

  /** The same for a command that itself is for replicas only and lets none be left out. */
  List<MemberRecord> chooseReplicas(List<String> named) {
    session.show(cluster);
    List<MemberRecord> candidates = RoleFilter.REPLICA.among(cluster);
    boolean nobody = candidates.isEmpty() || named.isEmpty() && force;
    List<String> names = named.isEmpty() && !nobody ? List.of(asked(candidates)) : named;
    return matching(nobody ? List.of() : candidates, names, RoleFilter.REPLICA.toString());
  }

  private List<MemberRecord> choose(List<String> named, RoleFilter role, String word) {
    session.show(cluster);
    List<MemberRecord> candidates = role.among(cluster);
    if (cluster.members().isEmpty()) {
      throw new CtlException(cluster.name() + " cluster doesn't have any members");
    }
    if (!named.isEmpty()) {
      return matching(candidates, named, word);
    }
    if (candidates.isEmpty()) {
      throw new CtlException("No " + word + " among provided members");
    }
    return force || role != RoleFilter.ANY
        ? candidates
        : matching(candidates, List.of(asked(candidates)), word);
  }

  private String asked(List<MemberRecord> candidates) {
    String question = "Which member do you want to %s [%s]?".formatted(action, names(candidates));
    String name = session.questions().ask(question, "");
    if (cluster.member(name).isEmpty()) {
      throw new CtlException(name + " is not a member of cluster");
    }
    return name;
  }

  private List<MemberRecord> matching(
      List<MemberRecord> candidates, List<String> names, String role) {
    List<MemberRecord> found =
        candidates.stream().filter(member -> names.contains(member.name().value())).toList();
    if (found.isEmpty()) {
      throw new CtlException("No " + role + " among provided members");
    }
    names.stream()
        .filter(name -> cluster.member(name).isEmpty())
        .findFirst()
        .ifPresent(
            name -> {
              throw new CtlException(name + " is not a member of cluster");
            });
    return found;
  }

  /**
   * Asks whether it shall really be done.
   *
   * @throws CtlException no
   */
  void confirm(List<MemberRecord> members, Optional<OffsetDateTime> at) {
    String question =
        at.map(
                time ->
                    "Are you sure you want to schedule %s of members %s at %s?"
                        .formatted(action, names(members), time))
            .orElseGet(
                () -> "Are you sure you want to %s members %s?".formatted(action, names(members)));
    if (!force && !session.questions().confirm(question)) {
      throw new CtlException("Aborted " + action);
    }
  }

  private static String names(List<MemberRecord> members) {
    return members.stream().map(member -> member.name().value()).collect(Collectors.joining(", "));
  }
}
