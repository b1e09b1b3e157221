package io.matriarch.core.model;

import java.net.URI;
import java.util.Optional;

/**
 * Where a replica can stream from.
 *
 * @param name member that serves
 * @param host its host, without brackets
 * @param port its port
 */
public record ReplicationSource(NodeName name, String host, int port) {

  /** Empty if the URL is missing or does not name a host and a port. */
  public static Optional<ReplicationSource> fromConnUrl(NodeName name, String connUrl) {
    if (connUrl == null || connUrl.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI uri = URI.create(connUrl);
      if (uri.getHost() == null) {
        return Optional.empty();
      }
      String host = uri.getHost().replace("[", "").replace("]", "");
      return Optional.of(
          new ReplicationSource(name, host, uri.getPort() < 0 ? 5432 : uri.getPort()));
    } catch (IllegalArgumentException notAUrl) {
      return Optional.empty();
    }
  }

  /** Host and port in one text, the form in which a resource reports what it follows. */
  public String address() {
    return host + ":" + port;
  }
}
