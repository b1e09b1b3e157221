package io.matriarch.agent.config;

import io.matriarch.agent.config.WatchdogSection.Mode;
import java.nio.file.Path;
import java.util.Locale;

/** Reads the section {@code watchdog}. */
final class WatchdogReader {
  private static final int DEFAULT_MARGIN = 5;

  private WatchdogReader() {}

  static WatchdogSection read(Section section) throws ConfigException {
    return new WatchdogSection(
        mode(section),
        Path.of(section.text("device").orElse("/dev/watchdog")),
        margin(section),
        testing(section));
  }

  /** YAML reads {@code off} as a boolean. */
  private static Mode mode(Section section) throws ConfigException {
    return switch (section.text("mode").orElse("automatic").toLowerCase(Locale.ROOT)) {
      case "off", "false", "disable", "disabled" -> Mode.OFF;
      case "automatic", "auto" -> Mode.AUTOMATIC;
      case "required", "require" -> Mode.REQUIRED;
      default -> throw section.wrong("mode", "is not a mode", "use off, automatic or required");
    };
  }

  private static int margin(Section section) throws ConfigException {
    long margin = section.integer("safety_margin", "").orElse(DEFAULT_MARGIN);
    if (margin < -1 || margin > Integer.MAX_VALUE) {
      throw section.wrong(
          "safety_margin", "is out of range", "use seconds, or -1 for half of the ttl");
    }
    return (int) margin;
  }

  private static boolean testing(Section section) throws ConfigException {
    return switch (section.text("driver").orElse("default")) {
      case "default" -> false;
      case "testing" -> true;
      default -> throw section.wrong("driver", "is not a driver", "use default, or remove the key");
    };
  }
}
