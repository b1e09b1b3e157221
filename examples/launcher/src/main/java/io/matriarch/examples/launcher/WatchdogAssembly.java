package io.matriarch.examples.launcher;

import io.matriarch.agent.config.AgentConfig;
import io.matriarch.agent.config.LeashMode;
import io.matriarch.agent.config.WatchdogSection;
import io.matriarch.agent.config.WatchdogSection.Mode;
import io.matriarch.core.model.Ticker;
import io.matriarch.postgres.watchdog.DeviceSettings;
import io.matriarch.postgres.watchdog.DeviceWatchdog;
import io.matriarch.postgres.watchdog.Watchdogs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the node its watchdogs: the machine's device, which answers at once, and the leash. */
final class WatchdogAssembly {
  private static final Logger LOG = LoggerFactory.getLogger(WatchdogAssembly.class);

  private WatchdogAssembly() {}

  static Optional<Watchdogs> of(AgentConfig config, Ticker ticker) throws InterruptedException {
    List<Watchdogs.Part> parts = new ArrayList<>();
    device(config.watchdog(), ticker).ifPresent(parts::add);
    LeashAssembly.of(config)
        .map(leash -> new Watchdogs.Part("leash", leash, config.leash() == LeashMode.REQUIRED))
        .ifPresent(parts::add);
    return parts.isEmpty() ? Optional.empty() : Optional.of(new Watchdogs(parts));
  }

  /** A required one is kept although it is not there: whoever makes it needs no restart. */
  static Optional<Watchdogs.Part> device(WatchdogSection section, Ticker ticker) {
    if (section.mode() == Mode.OFF) {
      return Optional.empty();
    }
    boolean required = section.mode() == Mode.REQUIRED;
    DeviceSettings settings =
        new DeviceSettings(section.device(), section.safetyMargin(), section.testing(), required);
    Optional<String> problem = DeviceWatchdog.problem(settings);
    if (!required && problem.isPresent()) {
      LOG.info("no watchdog device is used: {}", problem.get());
      return Optional.empty();
    }
    if (section.testing()) {
      LOG.warn("watchdog.driver: testing: {} is written, and nothing is reset", section.device());
    }
    return Optional.of(
        new Watchdogs.Part("watchdog", new DeviceWatchdog(settings, ticker), required));
  }
}
