package io.matriarch.dcs.etcd;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the configuration section says.
 *
 * @param addresses finds the servers' addresses, again whenever it is asked
 * @param access what they want to see
 */
record EtcdSettings(Supplier<CompletableFuture<List<Address>>> addresses, Access access) {
  private static final int DEFAULT_PORT = 2379;
  private static final Pattern BARE_IPV6 =
      Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F.]*:[0-9a-fA-F:.]*");
  private static final Pattern SERVER =
      Pattern.compile(
          "(?:(?<scheme>https?)://)?(?:(?<user>[^:/@]*):(?<password>[^/@]*)@)?"
              + "(?:\\[(?<ipv6>[0-9a-fA-F:.]+)\\]|(?<name>[^:/@\\[\\]\\s]+))(?::(?<port>[0-9]{1,5}))?/?");

  /** One key and its content, with what is needed to complain about it. */
  private record Given(String section, Map<String, Object> values) {
    Optional<String> text(String key) {
      return Optional.ofNullable(values.get(key))
          .map(value -> value.toString().strip())
          .filter(text -> !text.isEmpty());
    }

    IllegalArgumentException wrong(String key, String problem) {
      return new IllegalArgumentException(section + "." + key + problem);
    }
  }

  /**
   * Reads the section.
   *
   * @param name its name, for messages
   * @throws IllegalArgumentException if a value is wrong or missing
   */
  static EtcdSettings parse(String name, Map<String, Object> section) {
    Given given = new Given(name, section);
    boolean tls = isHttps(given);
    Optional<Matcher> url =
        given.text("url").or(() -> given.text("proxy")).map(text -> url(given, text));
    Access access = new Access(credentials(given, url), EtcdTls.context(name, section));
    if (url.isPresent()) {
      return fixed(List.of(address(given, "url", url.get(), tls)), access);
    }
    if (given.text("srv").isPresent()) {
      SrvRecords records =
          new SrvRecords(given.text("srv").get(), given.text("srv_suffix").orElse(""));
      return new EtcdSettings(records::find, access);
    }
    List<Address> servers = new ArrayList<>();
    String key = section.containsKey("hosts") ? "hosts" : "host";
    for (String text : list(section.get(key))) {
      servers.add(address(given, key, server(given, key, text), tls));
    }
    if (servers.isEmpty()) {
      throw given.wrong(
          "hosts", " is missing: give a list such as [etcd1:2379, etcd2:2379, etcd3:2379]");
    }
    return fixed(List.copyOf(servers), access);
  }

  private static EtcdSettings fixed(List<Address> servers, Access access) {
    CompletableFuture<List<Address>> known = CompletableFuture.completedFuture(servers);
    return new EtcdSettings(() -> known, access);
  }

  private static boolean isHttps(Given given) {
    String protocol = given.text("protocol").orElse("http");
    return switch (protocol) {
      case "http" -> false;
      case "https" -> true;
      default -> throw given.wrong("protocol", ": '" + protocol + "' is none: write http or https");
    };
  }

  private static Optional<Access.Credentials> credentials(Given given, Optional<Matcher> url) {
    Optional<String> user = given.text("username").or(() -> url.map(parts -> parts.group("user")));
    Optional<String> password =
        given.text("password").or(() -> url.map(parts -> parts.group("password")));
    if (user.isPresent() && password.isEmpty()) {
      throw given.wrong("password", " is missing beside username: add it, or remove username");
    }
    return user.map(it -> new Access.Credentials(Bytes.of(it), Bytes.of(password.orElseThrow())));
  }

  private static List<String> list(Object value) {
    Collection<?> items =
        value instanceof Collection<?> many
            ? many
            : value == null ? List.of() : List.of(value.toString().split(","));
    return items.stream().map(item -> item.toString().strip()).filter(s -> !s.isEmpty()).toList();
  }

  private static Matcher url(Given given, String text) {
    Matcher parts = SERVER.matcher(text);
    if (!parts.matches() || parts.group("scheme") == null) {
      // Not shown: it may contain a password.
      throw given.wrong("url", " is not an address: write http://host:port");
    }
    return parts;
  }

  private static Matcher server(Given given, String key, String text) {
    Matcher parts = SERVER.matcher(BARE_IPV6.matcher(text).matches() ? "[" + text + "]" : text);
    if (!parts.matches() || parts.group("user") != null) {
      throw given.wrong(key, ": '" + withoutSecret(text) + "' is not a server: write host:port");
    }
    return parts;
  }

  private static String withoutSecret(String text) {
    return text.substring(text.lastIndexOf('@') + 1);
  }

  private static Address address(Given given, String key, Matcher parts, boolean tls) {
    String host = parts.group("ipv6") == null ? parts.group("name") : parts.group("ipv6");
    String text = Optional.ofNullable(parts.group("port")).or(() -> given.text("port")).orElse("");
    int port =
        text.isEmpty() ? DEFAULT_PORT : text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    if (port < 1 || port > 65535) {
      throw given.wrong(key, ": '" + text + "' is not a port: write host:port");
    }
    String scheme = parts.group("scheme");
    return new Address(host, port, scheme == null ? tls : scheme.equals("https"));
  }
}
