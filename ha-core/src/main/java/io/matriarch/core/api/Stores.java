package io.matriarch.core.api;

import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ClusterStoreProvider;
import io.matriarch.core.store.StoreConnection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The stores whose modules are on the class path. Any thread; nothing here waits for a server. */
public final class Stores {
  private static final Map<String, String> ARTIFACTS =
      Collections.unmodifiableSortedMap(
          new TreeMap<>(
              Map.of(
                  "zookeeper", "io.matriarch:dcs-zookeeper",
                  "etcd", "io.matriarch:dcs-etcd",
                  "etcd3", "io.matriarch:dcs-etcd",
                  "memory", "io.matriarch:ha-testkit")));

  private Stores() {}

  /**
   * Makes a client that any number of elections and nodes may share; whoever calls closes it. A
   * store that cannot be reached shows itself in the first use.
   *
   * @param name e.g. {@code zookeeper}
   * @param settings the store's own, e.g. {@code Map.of("hosts", "zk1:2181,zk2:2181")}
   * @return a client that its caller closes
   * @throws IllegalArgumentException there is no such module, or a setting is wrong; the message
   *     tells the remedy in one line
   */
  public static StoreConnection connect(String name, Map<String, Object> settings) {
    return connect(name, settings, new SystemTicker());
  }

  /**
   * The same with another clock, for tests.
   *
   * @param name as there
   * @param settings as there
   * @param ticker the clock on which validity is counted
   * @return as there
   * @throws IllegalArgumentException as {@link #connect(String, Map)} does
   */
  public static StoreConnection connect(String name, Map<String, Object> settings, Ticker ticker) {
    return provider(name).connect(settings, ticker);
  }

  /** {@return their names} */
  public static SortedSet<String> names() {
    return new TreeSet<>(find().keySet());
  }

  /**
   * The module with this name.
   *
   * @param name e.g. {@code zookeeper}
   * @return the module's provider
   * @throws IllegalArgumentException there is none; the message says which artifact to add
   */
  public static ClusterStoreProvider provider(String name) {
    SortedMap<String, ClusterStoreProvider> found = find();
    return Optional.ofNullable(found.get(name))
        .orElseThrow(() -> new IllegalArgumentException(missing(name, found.keySet())));
  }

  /** The first of each name counts, as on a class path. */
  private static SortedMap<String, ClusterStoreProvider> find() {
    SortedMap<String, ClusterStoreProvider> found = new TreeMap<>();
    ServiceLoader.load(ClusterStoreProvider.class)
        .forEach(provider -> found.putIfAbsent(provider.section(), provider));
    return found;
  }

  private static String missing(String name, Set<String> found) {
    String artifact = ARTIFACTS.get(name);
    return "no module for the store '%s' is on the class path%s; %s"
        .formatted(
            name,
            found.isEmpty() ? "" : ", only for " + String.join(", ", found),
            artifact == null
                ? "there are modules for " + String.join(", ", ARTIFACTS.keySet())
                : "add " + artifact);
  }
}
