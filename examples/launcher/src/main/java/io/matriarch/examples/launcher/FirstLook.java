package io.matriarch.examples.launcher;

import io.matriarch.agent.config.PostgresSection;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.ReplicatedResource;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.ResourceReport.DataState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;

/**
 * Looks at the data and the server once before the node takes part. What an operator has to put
 * right ends the process at its start; a node that runs already would wait for it instead.
 */
final class FirstLook {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration TTL = Duration.ofSeconds(30);

  private FirstLook() {}

  /** Changes nothing. */
  static void take(ReplicatedResource resource, PostgresSection postgres, Ticker ticker)
      throws StartException {
    ResourceReport report = resource.observe(new Call(ticker.now().plus(LONGEST), TTL));
    if (report.data() == DataState.INACCESSIBLE) {
      throw new StartException(
          "postgresql.data_dir: " + report.problem().orElse("the data cannot be used"));
    }
    if (!report.running().alive()) {
      for (String address : postgres.listenAddresses().split(",")) {
        refuseBusyPort(address.strip(), postgres.port());
      }
    }
  }

  private static void refuseBusyPort(String address, int port) throws StartException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(
          address.equals("*")
              ? new InetSocketAddress(port)
              : new InetSocketAddress(InetAddress.getByName(address), port));
    } catch (IOException e) {
      throw new StartException(
          ("postgresql.listen: '%s:%d' cannot be used (%s);"
                  + " end what uses it, or choose another address")
              .formatted(address, port, e.getMessage()));
    }
  }
}
