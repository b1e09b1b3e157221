package io.matriarch.agent.config.validate;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A configuration, to be looked into by paths. */
final class Tree {
  private final Map<String, Object> values;

  Tree(Map<String, Object> values) {
    this.values = values;
  }

  /** Empty if any step of the path is missing, or has no value. */
  Optional<Object> at(String path) {
    Object found = values;
    for (String step : path.split("\\.")) {
      found = found instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return Optional.ofNullable(found);
  }

  boolean has(String path) {
    return at(path).isPresent();
  }

  /** As text; empty if there is none, or only blanks. */
  Optional<String> text(String path) {
    return at(path).map(Objects::toString).map(String::strip).filter(text -> !text.isEmpty());
  }
}
