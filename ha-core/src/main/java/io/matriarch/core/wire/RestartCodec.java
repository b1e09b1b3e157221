package io.matriarch.core.wire;

import io.matriarch.core.config.Json;
import io.matriarch.core.config.Values;
import io.matriarch.core.model.ParameterChange;
import io.matriarch.core.model.RestartConditions;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.ScheduledRestart;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a member publishes about restarts: what waits for one, and when one will come. */
public final class RestartCodec {
  private RestartCodec() {}

  /** For the member's key. */
  static Map<String, Object> encode(ScheduledRestart restart) {
    Map<String, Object> fields = withoutStart(restart);
    restart.startedAt().ifPresent(text -> fields.put("postmaster_start_time", text));
    return fields;
  }

  /**
   * For status pages, where it is known what runs.
   *
   * @param restart a restart that waits for its time
   * @return its fields
   */
  public static Map<String, Object> withoutStart(ScheduledRestart restart) {
    RestartConditions conditions = restart.conditions();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("schedule", Timestamps.text(restart.at()));
    conditions.role().ifPresent(role -> fields.put("role", RoleNames.text(role)));
    conditions.olderThan().ifPresent(version -> fields.put("postgres_version", version));
    conditions.timeout().ifPresent(time -> fields.put("timeout", time.toSeconds()));
    if (conditions.onlyIfPending()) {
      fields.put("restart_pending", true);
    }
    return fields;
  }

  /** Empty if there is none, or none that can be read. */
  static Optional<ScheduledRestart> decode(Object value) {
    Map<String, Object> fields = Json.asObject(value).orElse(Map.of());
    OptionalLong timeout = Values.integer(fields.get("timeout"), "s");
    return Timestamps.parse(Fields.text(fields.get("schedule")))
        .flatMap(Timestamps.Parsed::offset)
        .map(
            at ->
                new ScheduledRestart(
                    at,
                    new RestartConditions(
                        role(Fields.text(fields.get("role"))),
                        given(Fields.text(fields.get("postgres_version"))),
                        fields.containsKey("restart_pending"),
                        timeout.isPresent()
                            ? Optional.of(Duration.ofSeconds(timeout.getAsLong()))
                            : Optional.empty()),
                    given(Fields.text(fields.get("postmaster_start_time")))));
  }

  /**
   * {@return old and new value by parameter}
   *
   * @param changes settings that wait for a restart
   */
  public static Map<String, Object> reasons(SortedMap<String, ParameterChange> changes) {
    Map<String, Object> fields = new LinkedHashMap<>();
    changes.forEach(
        (name, change) -> {
          Map<String, Object> values = new LinkedHashMap<>();
          values.put("old_value", change.oldValue());
          values.put("new_value", change.newValue());
          fields.put(name, values);
        });
    return fields;
  }

  /** What cannot be read is left out. */
  static SortedMap<String, ParameterChange> reasons(Object value) {
    SortedMap<String, ParameterChange> changes = new TreeMap<>();
    Json.asObject(value)
        .orElse(Map.of())
        .forEach(
            (name, change) -> {
              Map<String, Object> values = Json.asObject(change).orElse(Map.of());
              changes.put(
                  name,
                  new ParameterChange(
                      String.valueOf(values.getOrDefault("old_value", "?")),
                      String.valueOf(values.getOrDefault("new_value", "?"))));
            });
    return changes;
  }

  private static Optional<Role> role(String text) {
    return given(text).map(RoleNames::parse);
  }

  private static Optional<String> given(String text) {
    return Optional.of(text).filter(t -> !t.isEmpty());
  }
}
