package io.matriarch.postgres.predecessor;

import java.util.Optional;

/**
 * What tells one process from every other one that ever ran.
 *
 * @param boot the machine's boot
 * @param namespace in which the number counts
 * @param pid process number
 * @param startTicks when it started, in the kernel's clock ticks since boot
 */
record ProcessMark(String boot, String namespace, long pid, long startTicks) {

  String toLine() {
    return boot + " " + namespace + " " + pid + " " + startTicks;
  }

  static Optional<ProcessMark> parse(String line) {
    String[] parts = line.strip().split(" ");
    try {
      return parts.length == 4
          ? Optional.of(
              new ProcessMark(
                  parts[0], parts[1], Long.parseLong(parts[2]), Long.parseLong(parts[3])))
          : Optional.empty();
    } catch (NumberFormatException notOurs) {
      return Optional.empty();
    }
  }
}
