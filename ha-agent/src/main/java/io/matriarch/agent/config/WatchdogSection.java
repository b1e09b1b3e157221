package io.matriarch.agent.config;

import java.nio.file.Path;

/**
 * Section {@code watchdog}: the machine's device that resets it.
 *
 * @param mode whether it is used
 * @param device e.g. {@code /dev/watchdog}
 * @param safetyMargin whole seconds between the reset and the end of the lease; -1: half of it
 * @param testing a plain file or a FIFO may stand in for the device
 */
public record WatchdogSection(Mode mode, Path device, int safetyMargin, boolean testing) {

  /** Whether a device is used. */
  public enum Mode {
    /** None is. */
    OFF,
    /** One is used if it is there. */
    AUTOMATIC,
    /** Without one this node does not lead. */
    REQUIRED
  }
}
