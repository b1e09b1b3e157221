package io.matriarch.cli.cluster;

import io.matriarch.core.config.Json;
import io.matriarch.core.config.Values;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.FailoverRequest;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.wire.FailoverCodec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One cluster, or one group of a Citus cluster, at one moment.
 *
 * @param name its scope
 * @param group its group, if one was asked for
 * @param view what the store knows of it
 */
public record Cluster(String name, OptionalInt group, ClusterView view) {

  /** Who holds the leader key, whether or not a member of that name is listed. */
  public Optional<String> leaderName() {
    return view.leader().map(LeaderRecord::holder).map(NodeName::value);
  }

  public Optional<MemberRecord> leader() {
    return view.leader().flatMap(leader -> view.member(leader.holder()));
  }

  public boolean isLeader(MemberRecord member) {
    return leaderName().equals(Optional.of(member.name().value()));
  }

  /** By name. */
  public List<MemberRecord> members() {
    return List.copyOf(view.members().values());
  }

  public Optional<MemberRecord> member(String memberName) {
    return members().stream().filter(m -> m.name().value().equals(memberName)).findFirst();
  }

  /** The leader, if it is listed, then the others by name: who knows most is asked first. */
  public List<MemberRecord> leaderFirst() {
    return members().stream().sorted((a, b) -> Boolean.compare(isLeader(b), isLeader(a))).toList();
  }

  /** The dynamic configuration; empty if there is none that is an object. */
  public Map<String, Object> config() {
    return view.config().map(Versioned::value).flatMap(Json::object).orElse(Map.of());
  }

  public boolean isPaused() {
    return Values.bool(config().get("pause")).orElse(false);
  }

  /** Seconds between two looks of a member at the cluster. */
  public long loopWait() {
    return Values.integer(config().get("loop_wait"), "s").orElse(10);
  }

  public boolean isStandbyCluster() {
    Map<String, Object> section = Json.asObject(config().get("standby_cluster")).orElse(Map.of());
    return List.of("host", "port", "restore_command").stream()
        .map(section::get)
        .anyMatch(value -> value != null && !value.equals("") && !value.equals(0));
  }

  public Optional<FailoverRequest> request() {
    return view.failover().map(Versioned::value).flatMap(FailoverCodec::decode);
  }

  /** A move of leadership that waits for its time. */
  public Optional<FailoverRequest> scheduledMove() {
    return request().filter(request -> request.scheduledAt().isPresent());
  }

  /** The system identifier, or the word that stands for its absence. */
  public String systemId() {
    return view.initialize()
        .map(Versioned::value)
        .map(id -> id.isEmpty() ? "initializing" : id)
        .orElse("uninitialized");
  }

  /** What a member is in this cluster, in the words of Patroni. */
  public String role(MemberRecord member) {
    if (isLeader(member)) {
      return isStandbyCluster() ? "standby_leader" : "leader";
    }
    return isSynchronous() && inSync(member)
        ? isQuorum() ? "quorum_standby" : "sync_standby"
        : "replica";
  }

  public boolean isSynchronous() {
    return isQuorum() || Values.bool(config().get("synchronous_mode")).orElse(false);
  }

  /** True if the member, or nobody in particular, is named in the synchronous state. */
  public boolean inSync(MemberRecord member) {
    Map<String, Object> sync =
        view.sync().map(Versioned::value).flatMap(Json::object).orElse(Map.of());
    if (!(sync.get("leader") instanceof String leader) || leader.isEmpty()) {
      return false;
    }
    String names = sync.get("sync_standby") instanceof String text ? text : "";
    return Arrays.stream((leader + "," + names).split(","))
        .anyMatch(memberName -> memberName.strip().equalsIgnoreCase(member.name().value()));
  }

  /** True if the member's own word for its role is that of a standby cluster's leader. */
  static boolean saysStandbyLeader(MemberRecord member) {
    return member.role() == Role.STANDBY_LEADER;
  }

  private boolean isQuorum() {
    return "quorum".equalsIgnoreCase(String.valueOf(config().get("synchronous_mode")));
  }
}
