package io.matriarch.agent.config;

import java.util.Set;

/**
 * An address with a port.
 *
 * @param host name or address, without brackets; may be empty or {@code *} where one listens
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {
  private static final Set<String> EVERYWHERE = Set.of("", "*", "0.0.0.0", "::");

  /**
   * Splits at the last colon; brackets around an IPv6 address are taken off.
   *
   * @throws IllegalArgumentException with what is wrong, without the text itself
   */
  public static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0 || text.indexOf(']', colon) >= 0) {
      throw new IllegalArgumentException("has no port");
    }
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    return new HostPort(host, port(text.substring(colon + 1)));
  }

  private static int port(String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65535) {
      throw new IllegalArgumentException("has a port that is not between 1 and 65535");
    }
    return Integer.parseInt(text);
  }

  /** True if it stands for all addresses of this machine, so that nobody else can connect to it. */
  public boolean everywhere() {
    return EVERYWHERE.contains(host);
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
