package io.matriarch.examples.launcher;

import io.matriarch.agent.config.AgentConfig;
import io.matriarch.agent.config.LeashMode;
import io.matriarch.core.resource.Watchdog;
import io.matriarch.postgres.leash.Leash;
import io.matriarch.postgres.leash.MissingLeash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the leash, as far as the configuration wants one and the system can have it. */
final class LeashAssembly {
  private static final Logger LOG = LoggerFactory.getLogger(LeashAssembly.class);

  private LeashAssembly() {}

  /** Compiles the leash's program if that has not been done yet: the first start takes longer. */
  static Optional<Watchdog> of(AgentConfig config) throws InterruptedException {
    if (config.leash() == LeashMode.OFF) {
      LOG.info("leash: off; if this agent dies or freezes, its primary stays writable");
      return Optional.empty();
    }
    Path data = config.postgres().dataDir();
    try {
      return Optional.of(
          config.leash() == LeashMode.REQUIRED ? Leash.compiled(data) : Leash.beside(data));
    } catch (IOException e) {
      return missing(config.leash(), e.getMessage());
    }
  }

  private static Optional<Watchdog> missing(LeashMode mode, String problem) {
    if (mode == LeashMode.REQUIRED) {
      LOG.error("leash: required, and cannot be had here: {}; this node does not lead", problem);
      return Optional.of(new MissingLeash(problem));
    }
    LOG.warn(
        "leash: cannot be had here: {}; if this agent dies or freezes, its primary stays writable",
        problem);
    return Optional.empty();
  }
}
