package io.matriarch.postgres.datasource;

import io.matriarch.core.config.Json;
import io.matriarch.core.config.Values;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.ReplicationSource;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a member answers to {@code GET /cluster}. What cannot be understood is left out.
 *
 * @param scope name of the cluster
 */
record ClusterAnswer(Optional<String> scope, List<Member> members) {
  private static final Set<String> LEADS = Set.of("leader", "master");
  private static final Set<String> RUNS = Set.of("running", "streaming", "in archive recovery");

  /**
   * One member.
   *
   * @param timeline 0 if unknown
   */
  record Member(
      NodeName name,
      boolean leads,
      boolean readable,
      Optional<URI> api,
      Optional<ReplicationSource> server,
      long timeline,
      OptionalLong lag) {}

  static ClusterAnswer of(Map<String, Object> document) {
    List<Member> members =
        Json.asArray(document.get("members")).orElse(List.of()).stream()
            .flatMap(entry -> Json.asObject(entry).stream())
            .flatMap(ClusterAnswer::member)
            .toList();
    return new ClusterAnswer(
        Optional.ofNullable(document.get("scope")).map(Object::toString), members);
  }

  private static Stream<Member> member(Map<String, Object> fields) {
    String name = Objects.toString(fields.get("name"), "");
    if (name.isBlank() || name.indexOf('/') >= 0) {
      return Stream.empty();
    }
    boolean leads = LEADS.contains(Objects.toString(fields.get("role"), ""));
    boolean balanced =
        Json.asObject(fields.get("tags"))
            .flatMap(tags -> Values.bool(tags.get("noloadbalance")))
            .map(excluded -> !excluded)
            .orElse(true);
    return Stream.of(
        new Member(
            NodeName.of(name),
            leads,
            !leads && balanced && RUNS.contains(Objects.toString(fields.get("state"), "")),
            api(Objects.toString(fields.get("api_url"), "")),
            server(name, fields),
            Values.integer(fields.get("timeline"), "").orElse(0),
            Values.integer(fields.get("lag"), "")));
  }

  private static Optional<ReplicationSource> server(String name, Map<String, Object> fields) {
    OptionalLong port = Values.integer(fields.get("port"), "");
    return fields.get("host") instanceof String host && port.isPresent()
        ? Optional.of(new ReplicationSource(NodeName.of(name), host, (int) port.getAsLong()))
        : Optional.empty();
  }

  private static Optional<URI> api(String url) {
    try {
      return Optional.of(URI.create(url)).filter(uri -> uri.getHost() != null);
    } catch (IllegalArgumentException noUrl) {
      return Optional.empty();
    }
  }

  Optional<Member> leader() {
    return members.stream().filter(Member::leads).findFirst();
  }

  /** The larger, the newer: a member that is cut off goes on telling of a former leader. */
  long age() {
    return leader().map(Member::timeline).orElse(-1L);
  }

  List<Picture.Replica> replicas() {
    return members.stream()
        .filter(Member::readable)
        .flatMap(m -> m.server().map(server -> new Picture.Replica(server, m.lag())).stream())
        .toList();
  }
}
