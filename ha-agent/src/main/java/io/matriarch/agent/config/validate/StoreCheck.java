package io.matriarch.agent.config.validate;

import io.matriarch.agent.config.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Whether there is a store, and its servers accept connections. Waits two seconds for each. */
final class StoreCheck {
  private static final int PATIENCE_MILLIS = 2000;

  /** The port of each store's servers where the configuration names none; 0: not by addresses. */
  private static final Map<String, Integer> PORTS =
      Map.of(
          "etcd", 2379,
          "etcd3", 2379,
          "consul", 8500,
          "zookeeper", 2181,
          "exhibitor", 8080,
          "kubernetes", 0,
          "raft", 0);

  private StoreCheck() {}

  static List<Problem> problems(Tree tree) {
    List<Problem> problems = new ArrayList<>();
    List<String> stores = PORTS.keySet().stream().filter(tree::has).sorted().toList();
    if (stores.isEmpty()) {
      problems.add(
          new Problem(
              "zookeeper",
              null,
              "is missing, and so is every other store; add the section of one"));
    }
    for (String store : stores) {
      for (String host : hosts(tree, store)) {
        unreachable(store, host, port(tree, store)).ifPresent(problems::add);
      }
    }
    return problems;
  }

  private static List<String> hosts(Tree tree, String store) {
    Object hosts = tree.at(store + ".hosts").or(() -> tree.at(store + ".host")).orElse(List.of());
    Collection<?> items =
        hosts instanceof Collection<?> list ? list : Arrays.asList(hosts.toString().split(","));
    List<String> found = new ArrayList<>();
    items.stream().map(Objects::toString).map(String::strip).forEach(found::add);
    tree.text(store + ".url").ifPresent(url -> found.add(authority(url)));
    return PORTS.get(store) == 0 ? List.of() : found;
  }

  private static String authority(String url) {
    try {
      URI uri = URI.create(url);
      return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    } catch (IllegalArgumentException notAnAddress) {
      return "";
    }
  }

  private static int port(Tree tree, String store) {
    return tree.text(store + ".port")
        .filter(text -> text.matches("\\d{1,5}"))
        .map(Integer::parseInt)
        .orElse(PORTS.get(store));
  }

  private static Optional<Problem> unreachable(String store, String host, int port) {
    boolean bare = host.indexOf(':') < 0 || host.endsWith("]");
    try (Socket socket = new Socket()) {
      HostPort address = HostPort.parse(bare ? host + ":" + port : host);
      socket.connect(new InetSocketAddress(address.host(), address.port()), PATIENCE_MILLIS);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(new Problem(store + ".hosts", host, e.getMessage()));
    } catch (IOException e) {
      return Optional.of(
          new Problem(
              store + ".hosts",
              host,
              "cannot be reached; start that server, or correct the address"));
    }
  }
}
