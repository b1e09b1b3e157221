package io.matriarch.cli.config;

import io.matriarch.cli.CtlException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A store named on the command line: {@code [scheme://]host[:port][/namespace]}.
 *
 * @param store which store, and where
 * @param namespace replaces the configured one
 */
public record DcsUrl(StoreChoice store, Optional<String> namespace) {
  private static final Pattern PARTS =
      Pattern.compile(
          "(?:(?<scheme>[a-z0-9]+)://)?(?<host>\\[[^\\]]*\\]|[^:/]*)(?::(?<port>\\d{1,5}))?(?<path>/.*)?");

  /** Without a scheme the port tells the store; etcd is what is meant otherwise. */
  private static final Map<String, String> BY_PORT =
      Map.of("8500", "consul", "2181", "zookeeper", "8181", "exhibitor");

  private static final Map<String, String> PORTS =
      Map.of(
          "etcd",
          "2379",
          "etcd3",
          "2379",
          "consul",
          "8500",
          "zookeeper",
          "2181",
          "exhibitor",
          "8181");

  /**
   * @throws CtlException the scheme is unknown or the text is no address
   */
  public static DcsUrl parse(String text) {
    Matcher parts = PARTS.matcher(text);
    if (!parts.matches()) {
      throw new CtlException(
          "--dcs-url: '" + text + "' is no address; write scheme://host:port/namespace");
    }
    String given = parts.group("port");
    String scheme =
        Optional.ofNullable(parts.group("scheme"))
            .orElseGet(() -> given == null ? "etcd" : BY_PORT.getOrDefault(given, "etcd"));
    if (!PORTS.containsKey(scheme)) {
      throw new CtlException("--dcs-url: unknown store '" + scheme + "'; use zookeeper://host");
    }
    String host = parts.group("host").isEmpty() ? "localhost" : parts.group("host");
    String port = given == null ? PORTS.get(scheme) : given;
    return new DcsUrl(
        new StoreChoice(scheme, settings(scheme, host, port)),
        Optional.ofNullable(parts.group("path")).filter(path -> path.length() > 1));
  }

  private static Map<String, Object> settings(String scheme, String host, String port) {
    return switch (scheme) {
      case "zookeeper" -> Map.of("hosts", List.of(host + ":" + port));
      case "exhibitor" -> Map.of("hosts", List.of(host), "port", Integer.valueOf(port));
      default -> Map.of("host", host + ":" + port);
    };
  }
}
