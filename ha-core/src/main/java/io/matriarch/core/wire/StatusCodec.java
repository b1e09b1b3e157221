package io.matriarch.core.wire;

import io.matriarch.core.config.Json;
import io.matriarch.core.model.LeaderBeacon;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The leader's beacon in the status key. */
public final class StatusCodec {
  private static final String POSITION = "optime";
  private static final String SLOTS = "slots";
  private static final String RETAIN_SLOTS = "retain_slots";

  private StatusCodec() {}

  /**
   * Slots are written in the order of their names.
   *
   * @param beacon what to publish
   * @return value of the status key
   */
  public static String encode(LeaderBeacon beacon) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(POSITION, beacon.position());
    if (!beacon.slots().isEmpty()) {
      fields.put(SLOTS, beacon.slots());
    }
    if (!beacon.retainSlots().isEmpty()) {
      fields.put(RETAIN_SLOTS, beacon.retainSlots());
    }
    return Json.compact(fields);
  }

  /**
   * Reads what a leader published last.
   *
   * @param status value of the status key; empty if it is absent
   * @param legacyOptime value of the older key, which counts only then
   * @return the beacon; what cannot be read is left out
   */
  public static LeaderBeacon decode(String status, String legacyOptime) {
    if (status.isEmpty()) {
      return ofPosition(legacyOptime);
    }
    Optional<Object> value = Json.value(status);
    if (value.isPresent() && value.get() instanceof Number number) {
      return ofPosition(number);
    }
    Map<String, Object> fields = value.flatMap(Json::asObject).orElse(Map.of());
    return new LeaderBeacon(
        position(fields.get(POSITION)),
        slots(fields.get(SLOTS)),
        retainSlots(fields.get(RETAIN_SLOTS)));
  }

  private static LeaderBeacon ofPosition(Object value) {
    return LeaderBeacon.EMPTY.withPosition(position(value));
  }

  private static long position(Object field) {
    return Fields.number(field, 0).orElse(0);
  }

  private static TreeMap<String, Long> slots(Object field) {
    TreeMap<String, Long> slots = new TreeMap<>();
    unwrapped(field)
        .flatMap(Json::asObject)
        .orElse(Map.of())
        .forEach((slot, position) -> slots.put(slot, position(position)));
    return slots;
  }

  private static List<String> retainSlots(Object field) {
    return unwrapped(field).flatMap(Json::asArray).orElse(List.of()).stream()
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .toList();
  }

  /** Some stores hold nothing but text, so a nested document arrives as text of its own. */
  private static Optional<Object> unwrapped(Object field) {
    return field instanceof String text ? Json.value(text) : Optional.ofNullable(field);
  }
}
