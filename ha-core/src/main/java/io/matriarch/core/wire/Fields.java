package io.matriarch.core.wire;

import io.matriarch.core.config.Values;
import io.matriarch.core.model.NodeName;
import java.util.Optional;
import java.util.OptionalLong;

/** Tolerant reading of single fields; a field of the wrong kind counts as absent. */
final class Fields {
  private Fields() {}

  static String text(Object field) {
    return field instanceof String text ? text : "";
  }

  /** Positions and timelines are never negative, and a timeline of 0 is written as no field. */
  static OptionalLong number(Object field, long minimum) {
    OptionalLong number = Values.integer(field, "");
    return number.isPresent() && number.getAsLong() >= minimum ? number : OptionalLong.empty();
  }

  static Optional<NodeName> name(String text) {
    try {
      return Optional.of(NodeName.of(text));
    } catch (IllegalArgumentException notAName) {
      return Optional.empty();
    }
  }
}
