package io.matriarch.postgres;

import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.config.ConfigMerge;
import io.matriarch.core.config.Json;
import io.matriarch.postgres.parameters.ClusterConfigCheck;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a new cluster begins with. Not thread safe. */
final class NewClusterConfig {

  /** Everybody proves himself, on the machine too; checksums are what pg_rewind needs. */
  static final List<String> INITDB =
      List.of("--encoding=UTF8", "--data-checksums", "--auth=scram-sha-256");

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private Map<String, Object> document =
      new LinkedHashMap<>(Map.of("postgresql", Map.of("use_pg_rewind", true)));

  /** Members are on other machines, and prove themselves there. */
  static List<String> hba(String replicationUser) {
    return List.of(
        "host all all all scram-sha-256",
        "host replication \"" + replicationUser + "\" all scram-sha-256");
  }

  void put(String key, Object value) {
    document.put(key, value);
  }

  /** One look and two retries fit into it. */
  void ttl(Duration value) {
    Duration third = value.dividedBy(3);
    long pause = (third.compareTo(LONGEST_PAUSE) < 0 ? third : LONGEST_PAUSE).toSeconds();
    put("ttl", value.toSeconds());
    put("loop_wait", pause);
    put("retry_timeout", pause);
  }

  void parameter(String name, Object value) {
    merge(Map.of("postgresql", Map.of("parameters", Map.of(name, value))));
  }

  void merge(String json) {
    merge(
        Json.object(json)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "configuration: is not a JSON object; write e.g. {\"ttl\": 30}")));
  }

  private void merge(Map<String, Object> patch) {
    document = ConfigMerge.merge(document, patch);
  }

  /**
   * @throws IllegalArgumentException a value that could not be used as it stands
   */
  String toJson() {
    String json = Json.compact(document);
    ClusterConfig config = ClusterConfig.parse(json);
    Stream.of(
            config.problems().stream().map(problem -> problem.refusal()),
            config.unbuiltModes().stream().map(mode -> mode + ": is not there yet; switch it off"),
            ClusterConfigCheck.problems(json).stream())
        .flatMap(lines -> lines)
        .findFirst()
        .ifPresent(
            line -> {
              throw new IllegalArgumentException(line);
            });
    return json;
  }
}
