package io.matriarch.dcs.etcd;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps two classes of the gRPC library from telling everybody's console, with stack traces, what
 * our callers get as failures, and which of the operating system's features they do without.
 * Whoever has set a level for them keeps that.
 */
final class Quiet {
  /** Held here, since the JDK forgets loggers that nobody holds. */
  private static final List<Logger> TALKATIVE =
      List.of(
          Logger.getLogger("io.grpc.netty.TcpMetrics"),
          Logger.getLogger("io.grpc.internal.ManagedChannelImpl"));

  private Quiet() {}

  static void please() {
    TALKATIVE.stream()
        .filter(logger -> logger.getLevel() == null)
        .forEach(logger -> logger.setLevel(Level.SEVERE));
  }
}
