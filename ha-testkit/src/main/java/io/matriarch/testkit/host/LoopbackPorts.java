package io.matriarch.testkit.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers under test. They lie below those that systems give to outgoing connections: one
 * of these may take a port that was free a moment ago, and a server cannot start, or not come back.
 * Thread safe.
 */
public final class LoopbackPorts {
  private static final int LOWEST = 15_000;
  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 1_000;

  private final Set<Integer> given = ConcurrentHashMap.newKeySet();

  /** Ports of which none is given twice by this object. */
  public LoopbackPorts() {}

  /**
   * Looks for a port on which nobody listens at this moment. Does not block.
   *
   * @return one that this object has not given yet
   * @throws IllegalStateException there is none
   */
  public int next() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(port) && given.add(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free ports between " + LOWEST + " and " + HIGHEST);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
