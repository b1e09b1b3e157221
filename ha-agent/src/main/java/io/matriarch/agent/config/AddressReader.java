package io.matriarch.agent.config;

import java.util.Optional;

/** Reads {@code listen}, {@code connect_address} and {@code proxy_address}. */
final class AddressReader {
  private static final String FORM = "write it as host:port";

  private AddressReader() {}

  /**
   * @param defaultPort used if the text names no port; 0 if it must
   */
  static HostPort listen(Section section, int defaultPort) throws ConfigException {
    return parse(section, "listen", section.text("listen", FORM), defaultPort);
  }

  /** The published address; the first listen address if it is not given. */
  static HostPort connect(Section section, HostPort listen) throws ConfigException {
    Optional<String> given = section.text("connect_address");
    HostPort address =
        given.isPresent()
            ? parse(section, "connect_address", given.get(), listen.port())
            : new HostPort(listen.host().split(",")[0].strip(), listen.port());
    if (address.everywhere()) {
      throw section.wrong(
          "connect_address",
          given.isPresent()
              ? "is no address that others can reach"
              : "is missing, and '" + listen + "' is no address that others can reach",
          "give the host:port under which the other members reach this node");
    }
    return address;
  }

  /** The address of a connection pool. */
  static Optional<HostPort> proxy(Section section, HostPort listen) throws ConfigException {
    Optional<String> given = section.text("proxy_address").filter(text -> !text.isBlank());
    return given.isEmpty()
        ? Optional.empty()
        : Optional.of(parse(section, "proxy_address", given.get(), listen.port()));
  }

  private static HostPort parse(Section section, String key, String text, int defaultPort)
      throws ConfigException {
    try {
      boolean portless = text.indexOf(':') < 0 && defaultPort > 0;
      return HostPort.parse(portless ? text + ":" + defaultPort : text);
    } catch (IllegalArgumentException e) {
      throw section.wrong(key, e.getMessage(), FORM);
    }
  }
}
