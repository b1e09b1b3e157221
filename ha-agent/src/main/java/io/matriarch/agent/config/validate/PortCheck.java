package io.matriarch.agent.config.validate;

import io.matriarch.agent.config.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether what a node listens on can be bound. Binds it for a moment. */
final class PortCheck {
  private static final int SERVER = 5432;

  private PortCheck() {}

  static List<Problem> problems(Tree tree) {
    List<Problem> problems = new ArrayList<>();
    busy(tree, "restapi.listen", 0).ifPresent(problems::add);
    busy(tree, "postgresql.listen", SERVER).ifPresent(problems::add);
    return problems;
  }

  /** What is no address is told elsewhere. */
  private static Optional<Problem> busy(Tree tree, String path, int port) {
    String text = tree.text(path).orElse("");
    HostPort address;
    try {
      address = HostPort.parse(text.indexOf(':') < 0 ? text + ":" + port : text);
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
    for (String host : address.host().split(",")) {
      try (ServerSocket socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(
            new HostPort(host.strip(), address.port()).everywhere()
                ? new InetSocketAddress(address.port())
                : new InetSocketAddress(InetAddress.getByName(host.strip()), address.port()));
      } catch (IOException e) {
        return Optional.of(
            new Problem(
                path,
                text,
                "cannot be used ("
                    + e.getMessage()
                    + "); end what uses it, or choose another one"));
      }
    }
    return Optional.empty();
  }
}
