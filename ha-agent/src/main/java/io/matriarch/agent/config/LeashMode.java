package io.matriarch.agent.config;

import java.util.Optional;

/** Key {@code leash}: whether a small process ends the server if the agent dies or freezes. */
public enum LeashMode {
  /** None is used: an agent that is gone leaves its primary writable. */
  OFF,
  /** One is used where the system can have it. */
  ON,
  /** Without one this node does not lead. */
  REQUIRED;

  /** YAML reads {@code on} and {@code off} as booleans. */
  static LeashMode read(Section root) throws ConfigException {
    Optional<String> word = root.text("leash");
    if (word.isEmpty()) {
      return ON;
    }
    return switch (word.get()) {
      case "on", "true" -> ON;
      case "off", "false" -> OFF;
      case "required" -> REQUIRED;
      default -> throw root.wrong("leash", "is not a mode", "use on, off or required");
    };
  }
}
