package io.matriarch.postgres.watchdog;

import java.nio.file.Path;

/**
 * Which watchdog device, and how it is used.
 *
 * @param device e.g. {@code /dev/watchdog}
 * @param safetyMargin whole seconds between the reset and the end of the lease; at most half of the
 *     lease is taken, and so it is for -1
 * @param testing the device may be a plain file or a FIFO, which is only written
 * @param strict one that cannot reset the machine before the lease ends is of no use; else it is
 *     used with a warning
 */
public record DeviceSettings(Path device, int safetyMargin, boolean testing, boolean strict) {}
