package io.matriarch.dcs.zookeeper;

import io.matriarch.core.config.Values;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the configuration section says.
 *
 * @param servers at least one, unresolved
 * @param rhythm by the tick that is said to be the servers'
 */
record ZooKeeperSettings(List<InetSocketAddress> servers, Rhythm rhythm) {
  private static final int DEFAULT_PORT = 2181;
  private static final long SHORTEST_TICK = 100;
  private static final long LONGEST_TICK = 60_000;
  private static final Pattern BARE_IPV6 =
      Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F.]*:[0-9a-fA-F:.]*");
  private static final Pattern SERVER =
      Pattern.compile(
          "(?:\\[(?<ipv6>[0-9a-fA-F:.]+)\\]|(?<name>[^:/\\[\\]\\s]+))(?::(?<port>[0-9]{1,5}))?");
  private static final List<String> PROMISES =
      List.of(
          "use_ssl", "cacert", "cert", "key", "key_password", "verify", "set_acls", "auth_data");

  /**
   * Reads the section.
   *
   * @throws IllegalArgumentException if a value is wrong, or a key promises what is not there yet
   */
  static ZooKeeperSettings parse(Map<String, Object> section) {
    for (String key : PROMISES) {
      if (section.containsKey(key) && !isOff(section.get(key))) {
        throw new IllegalArgumentException(
            "zookeeper."
                + key
                + " is not supported yet: remove it, and protect the servers by the network");
      }
    }
    List<InetSocketAddress> servers = new ArrayList<>();
    for (String host : hosts(section.get("hosts"))) {
      servers.add(server(host));
    }
    if (servers.isEmpty()) {
      throw new IllegalArgumentException(
          "zookeeper.hosts is missing: give a list such as [zk1:2181, zk2:2181, zk3:2181]");
    }
    return new ZooKeeperSettings(List.copyOf(servers), rhythm(section.get("tick_time")));
  }

  private static Rhythm rhythm(Object tick) {
    if (tick == null) {
      return Rhythm.USUAL;
    }
    OptionalLong millis = Values.integer(tick, "");
    if (millis.isEmpty()
        || millis.getAsLong() < SHORTEST_TICK
        || millis.getAsLong() > LONGEST_TICK) {
      throw new IllegalArgumentException(
          "zookeeper.tick_time: '%s' is not the tickTime of a server: write milliseconds, from %d to %d"
              .formatted(tick, SHORTEST_TICK, LONGEST_TICK));
    }
    return new Rhythm(Duration.ofMillis(millis.getAsLong()));
  }

  private static boolean isOff(Object value) {
    return Boolean.FALSE.equals(value)
        || value instanceof String text && text.isBlank()
        || value instanceof Map<?, ?> map && map.isEmpty();
  }

  private static List<String> hosts(Object value) {
    Collection<?> items =
        value instanceof Collection<?> list
            ? list
            : value == null ? List.of() : List.of(value.toString().split(","));
    return items.stream().map(item -> item.toString().strip()).filter(s -> !s.isEmpty()).toList();
  }

  private static InetSocketAddress server(String text) {
    if (BARE_IPV6.matcher(text).matches()) {
      return InetSocketAddress.createUnresolved(text, DEFAULT_PORT);
    }
    Matcher parts = SERVER.matcher(text);
    if (!parts.matches()) {
      throw wrong(text);
    }
    String host = parts.group("ipv6") == null ? parts.group("name") : parts.group("ipv6");
    int port = parts.group("port") == null ? DEFAULT_PORT : Integer.parseInt(parts.group("port"));
    if (port < 1 || port > 65535) {
      throw wrong(text);
    }
    return InetSocketAddress.createUnresolved(host, port);
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "zookeeper.hosts: '" + text + "' is not a server: write host:port");
  }
}
