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

  /**
   * {@return the place that a URL of any scheme names; empty if there is none, or no port, without
   * which only a {@code postgres} URL is complete}
   *
   * @param name the member
   * @param connUrl where it serves clients
   */
  public static Optional<ReplicationSource> fromConnUrl(NodeName name, String connUrl) {
    if (connUrl == null || connUrl.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI uri = URI.create(connUrl);
      if (uri.getHost() == null) {
        return Optional.empty();
      }
      int port = uri.getPort() < 0 ? usualPort(uri.getScheme()) : uri.getPort();
      String host = uri.getHost().replace("[", "").replace("]", "");
      return port < 0 ? Optional.empty() : Optional.of(new ReplicationSource(name, host, port));
    } catch (IllegalArgumentException notAUrl) {
      return Optional.empty();
    }
  }

  private static int usualPort(String scheme) {
    return scheme != null && scheme.startsWith("postgres") ? 5432 : -1;
  }

  /** {@return host and port in one text, the form in which a resource reports what it follows} */
  public String address() {
    return host + ":" + port;
  }
}
