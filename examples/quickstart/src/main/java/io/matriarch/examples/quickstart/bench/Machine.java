package io.matriarch.examples.quickstart.bench;

import io.matriarch.examples.quickstart.cluster.ServerPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What was measured on, in general words. */
public final class Machine {
  private static final int KIB_IN_GIB = 20;

  private Machine() {}

  /** The machine in one sentence, without its full stop. */
  public static String describe(ServerPrograms programs) throws IOException {
    return "%d cores, %d GiB of memory, %s %s; Java %s; PostgreSQL %s; three nodes, their servers and the store share it"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            Math.round(memoryKib() / (double) (1 << KIB_IN_GIB)),
            System.getProperty("os.name"),
            System.getProperty("os.version").replaceFirst("-.*", ""),
            System.getProperty("java.version"),
            programs.version());
  }

  private static long memoryKib() throws IOException {
    return Files.readAllLines(Path.of("/proc/meminfo")).stream()
        .filter(line -> line.startsWith("MemTotal:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
