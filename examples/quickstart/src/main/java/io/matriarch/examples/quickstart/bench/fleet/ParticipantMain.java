package io.matriarch.examples.quickstart.bench.fleet;

import io.matriarch.examples.quickstart.cluster.Wait;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A process with many participants. It takes orders, a line each, and answers each with a line when
 * it is carried out: {@code start N}, {@code led N}, {@code joined N}, {@code use}. It ends with
 * its input.
 */
public final class ParticipantMain {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private ParticipantMain() {}

  /** Expects the {@link Contestant}, the store's hosts and a name. */
  public static void main(String[] arguments) throws Exception {
    Participants participants =
        Contestant.valueOf(arguments[0]).participants(arguments[1], arguments[2]);
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    answer("ready");
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      String[] words = order.split(" ");
      switch (words[0]) {
        case "start" -> participants.start(number(words));
        case "led" -> Wait.until(order, LONGEST, () -> participants.leading() == number(words));
        case "joined" -> Wait.until(order, LONGEST, () -> participants.joined() == number(words));
        case "use" -> {
          answer(use());
          continue;
        }
        default -> throw new IOException("no such order: " + order);
      }
      answer("done");
    }
    System.exit(0);
  }

  private static int number(String[] words) {
    return Integer.parseInt(words[1]);
  }

  /** Bytes in use after a collection, and threads. */
  private static String use() {
    System.gc();
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    long bytes = memory.getHeapMemoryUsage().getUsed() + memory.getNonHeapMemoryUsage().getUsed();
    return bytes + " " + ManagementFactory.getThreadMXBean().getThreadCount();
  }

  private static void answer(String line) {
    System.out.println("> " + line);
  }
}
