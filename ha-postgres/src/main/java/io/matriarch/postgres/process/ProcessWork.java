package io.matriarch.postgres.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What a process and all that it started have read and written, as far as Linux shows it. */
final class ProcessWork {
  private ProcessWork() {}

  /**
   * A number that changes whenever one of them reads or writes, or comes or goes; empty if nothing
   * can be seen.
   */
  static OptionalLong of(ProcessHandle process) {
    long sum = 0;
    boolean seen = false;
    try (Stream<ProcessHandle> below = process.descendants()) {
      for (ProcessHandle one : Stream.concat(Stream.of(process), below).toList()) {
        OptionalLong bytes = bytes(one.pid());
        seen |= bytes.isPresent();
        sum += one.pid() * 31 + bytes.orElse(0);
      }
    }
    return seen ? OptionalLong.of(sum) : OptionalLong.empty();
  }

  private static OptionalLong bytes(long pid) {
    try {
      return OptionalLong.of(
          Files.readAllLines(Path.of("/proc", Long.toString(pid), "io")).stream()
              .filter(line -> line.startsWith("rchar: ") || line.startsWith("wchar: "))
              .mapToLong(line -> Long.parseLong(line.substring("rchar: ".length())))
              .sum());
    } catch (IOException goneOrNotShown) {
      return OptionalLong.empty();
    }
  }
}
