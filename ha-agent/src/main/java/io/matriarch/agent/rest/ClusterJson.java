package io.matriarch.agent.rest;

import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.config.Json;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.FailoverRequest;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.wire.FailoverCodec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cluster as its members see it, as a document. */
final class ClusterJson {
  private final ClusterView view;
  private final ClusterConfig config;

  private ClusterJson(ClusterView view, ClusterConfig config) {
    this.view = view;
    this.config = config;
  }

  /** Of a status that has a view. */
  static Map<String, Object> document(NodeStatus status) {
    ClusterView view = status.view().orElseThrow();
    ClusterConfig config =
        view.config()
            .map(Versioned::value)
            .filter(ClusterConfig::isUsable)
            .map(ClusterConfig::parse)
            .orElse(status.config());
    return new ClusterJson(view, config).document(status.cluster().scope());
  }

  private Map<String, Object> document(String scope) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("members", members());
    if (config.paused()) {
      json.put("pause", true);
    }
    view.failover()
        .map(Versioned::value)
        .flatMap(FailoverCodec::decode)
        .filter(move -> move.scheduledAt().isPresent())
        .ifPresent(move -> json.put("scheduled_switchover", scheduled(move)));
    json.put("scope", scope);
    return json;
  }

  private List<Map<String, Object>> members() {
    Optional<NodeName> leader = view.leader().map(LeaderRecord::holder);
    return view.members().values().stream()
        .map(
            member ->
                leader.filter(member.name()::equals).isPresent()
                    ? MemberJson.leader(member, leaderRole())
                    : MemberJson.follower(member, role(member), view.status().position()))
        .toList();
  }

  private String leaderRole() {
    Map<String, Object> remote =
        Json.object(config.text())
            .map(document -> document.get("standby_cluster"))
            .flatMap(Json::asObject)
            .orElse(Map.of());
    boolean standby =
        List.of("host", "port", "restore_command").stream()
            .anyMatch(key -> !"".equals(remote.getOrDefault(key, "")) && remote.get(key) != null);
    return standby ? "standby_leader" : "leader";
  }

  private String role(MemberRecord member) {
    SyncMembership membership = SyncMembership.of(view, config.text(), member.name());
    return membership == SyncMembership.NONE ? "replica" : membership.field();
  }

  private static Map<String, Object> scheduled(FailoverRequest move) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", move.scheduledAt().orElseThrow());
    move.leader().ifPresent(name -> json.put("from", name.value()));
    move.candidate().ifPresent(name -> json.put("to", name.value()));
    return json;
  }
}
