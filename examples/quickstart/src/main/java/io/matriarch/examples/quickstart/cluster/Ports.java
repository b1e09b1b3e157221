package io.matriarch.examples.quickstart.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Loopback ports that nobody uses. They lie below those that the system gives to outgoing
 * connections, or one of these might sit on a node's port while the node is down.
 */
public final class Ports {
  private static final int LOWEST = 15_000;
  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 1_000;

  private Ports() {}

  /** That many different ones, free at this moment. */
  public static List<Integer> free(int count) {
    SplittableRandom random = new SplittableRandom();
    List<Integer> ports = new ArrayList<>();
    for (int attempt = 0; attempt < ATTEMPTS && ports.size() < count; attempt++) {
      int port = random.nextInt(LOWEST, HIGHEST);
      if (!ports.contains(port) && isFree(port)) {
        ports.add(port);
      }
    }
    if (ports.size() < count) {
      throw new TrialException("no free ports between " + LOWEST + " and " + HIGHEST);
    }
    return ports;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
