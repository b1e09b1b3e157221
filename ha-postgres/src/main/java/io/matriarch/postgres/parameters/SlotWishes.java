package io.matriarch.postgres.parameters;

import io.matriarch.core.config.Json;
import io.matriarch.core.config.Values;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the cluster says about replication slots that are no member's.
 *
 * @param permanent physical slots that a primary always has
 * @param ignored attributes, of which all must match, of slots that are not dropped
 */
public record SlotWishes(Set<String> permanent, List<Map<String, String>> ignored) {
  private static final List<String> KEYS =
      List.of("permanent_replication_slots", "permanent_slots", "slots");
  private static final Set<String> ATTRIBUTES = Set.of("name", "type", "database", "plugin");

  /** In pause an operator may be at work: whatever keeps history goes on keeping it. */
  private static final List<Map<String, String>> EVERYTHING = List.of(Map.of());

  public SlotWishes {
    permanent = Set.copyOf(permanent);
    ignored = List.copyOf(ignored);
  }

  /** Whether a physical slot of this name is to be left alone. */
  public boolean ignores(String slot) {
    Map<String, String> attributes = Map.of("name", slot, "type", "physical");
    return ignored.stream()
        .anyMatch(
            matcher ->
                matcher.entrySet().stream()
                    .allMatch(e -> e.getValue().equals(attributes.get(e.getKey()))));
  }

  static SlotWishes of(ClusterSection cluster) {
    String place = cluster.get("standby_cluster") == null ? "primary" : "standby";
    Map<String, Object> slots =
        KEYS.stream()
            .map(key -> Json.asObject(cluster.get(key)).orElse(Map.of()))
            .filter(found -> !found.isEmpty())
            .findFirst()
            .orElse(Map.of());
    Set<String> permanent = new TreeSet<>();
    slots.forEach(
        (name, slot) -> {
          if (name.matches("[a-z0-9_]{1,63}") && isPhysical(slot, place)) {
            permanent.add(name);
          }
        });
    boolean paused = Values.bool(cluster.get("pause")).orElse(false);
    return new SlotWishes(permanent, paused ? EVERYTHING : matchers(cluster.get("ignore_slots")));
  }

  /** Nothing but a name is a physical slot, too. */
  private static boolean isPhysical(Object slot, String place) {
    if (Json.asObject(slot).isEmpty()) {
      return slot == null || Values.bool(slot).filter(on -> !on).isPresent();
    }
    Map<String, Object> attributes = Json.asObject(slot).get();
    boolean logical = attributes.containsKey("database") && attributes.containsKey("plugin");
    Object type = attributes.get("type");
    Object only = attributes.get("cluster_type");
    return (type == null ? !logical : type.equals("physical"))
        && (only == null || only.equals(place));
  }

  private static List<Map<String, String>> matchers(Object value) {
    return Json.asArray(value).orElse(List.of()).stream()
        .flatMap(matcher -> Json.asObject(matcher).stream())
        .map(SlotWishes::attributes)
        .filter(matcher -> !matcher.isEmpty())
        .toList();
  }

  private static Map<String, String> attributes(Map<String, Object> matcher) {
    Map<String, String> attributes = new TreeMap<>();
    matcher.forEach(
        (name, value) -> {
          if (ATTRIBUTES.contains(name) && value != null) {
            attributes.put(name, String.valueOf(value));
          }
        });
    return attributes;
  }
}
