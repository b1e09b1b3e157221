package io.matriarch.cli.command;

import io.matriarch.cli.CtlException;
import io.matriarch.cli.cluster.Cluster;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds out, with the operator, which move of leadership is meant, and checks what can be checked
 * before anybody is asked.
 *
 * @param session whose operator
 * @param action {@code switchover} or {@code failover}
 * @param force nothing is asked
 */
record MoveDialog(Session session, String action, boolean force) {

  Cluster begin(MoveOptions options) {
    Cluster cluster =
        session.read(session.scope(options.scope()), options.group().orConfigured(session));
    session.terminal().line("Current cluster topology");
    session.show(cluster);
    return cluster;
  }

  /** Who leads, as the operator says or sees it. */
  String leader(Cluster cluster, Optional<String> named) {
    String actual =
        cluster.leaderName().orElseThrow(() -> new CtlException("This cluster has no leader"));
    String title = cluster.isStandbyCluster() ? "Standby Leader" : "Primary";
    String leader = named.orElseGet(() -> force ? actual : session.questions().ask(title, actual));
    if (!leader.equals(actual)) {
      throw new CtlException(
          "Member %s is not the leader of cluster %s".formatted(leader, cluster.name()));
    }
    return leader;
  }

  /** Who shall lead next; empty: whoever is best. */
  Optional<String> candidate(Cluster cluster, Optional<String> named) {
    List<String> possible =
        cluster.members().stream()
            .filter(member -> !cluster.isLeader(member) && !member.tags().nofailover())
            .map(MemberRecord::name)
            .map(NodeName::value)
            .toList();
    if (possible.isEmpty()) {
      throw new CtlException("No candidates found to " + action + " to");
    }
    Optional<String> candidate =
        named
            .or(() -> force ? Optional.empty() : Optional.of(asked(possible)))
            .filter(name -> !name.isEmpty());
    if (candidate.isEmpty() && action.equals("failover")) {
      throw new CtlException("Failover could be performed only to a specific candidate");
    }
    candidate.ifPresent(name -> check(cluster, name, possible));
    return candidate;
  }

  private String asked(List<String> possible) {
    String names =
        possible.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ", "[", "]"));
    return session.questions().ask("Candidate " + names, "");
  }

  private void check(Cluster cluster, String candidate, List<String> possible) {
    if (cluster.leaderName().equals(Optional.of(candidate))) {
      throw new CtlException(
          "Member %s is already the leader of cluster %s".formatted(candidate, cluster.name()));
    }
    if (!possible.contains(candidate)) {
      throw new CtlException(
          "Member %s does not exist in cluster %s or is tagged as nofailover"
              .formatted(candidate, cluster.name()));
    }
  }

  /**
   * Asks whether it shall really be done.
   *
   * @throws CtlException no
   */
  void confirm(Cluster cluster, Optional<OffsetDateTime> at) {
    String demotes =
        cluster.leaderName().map(name -> ", demoting current leader " + name).orElse("");
    String question =
        at.map(
                time ->
                    "Are you sure you want to schedule %s of cluster %s at %s%s?"
                        .formatted(action, cluster.name(), time, demotes))
            .orElseGet(
                () ->
                    "Are you sure you want to %s cluster %s%s?"
                        .formatted(action, cluster.name(), demotes));
    if (!force && !session.questions().confirm(question)) {
      throw new CtlException("Aborting " + (at.isPresent() ? "scheduled " : "") + action);
    }
  }
}
