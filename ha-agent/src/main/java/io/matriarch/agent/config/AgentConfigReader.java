package io.matriarch.agent.config;

import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Tags;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Checks a whole configuration and turns it into records; no state. */
public final class AgentConfigReader {
  private static final Set<String> DYNAMIC =
      Set.of(
          "ttl",
          "loop_wait",
          "retry_timeout",
          "maximum_lag_on_failover",
          "check_timeline",
          "failsafe_mode",
          "synchronous_mode",
          "synchronous_mode_strict",
          "synchronous_node_count",
          "standby_cluster",
          "slots",
          "pause");

  /** How another implementation spends its threads. */
  private static final Set<String> IGNORED = Set.of("thread_pool_size", "thread_stack_size");

  private AgentConfigReader() {}

  /**
   * Reads one file, without regard to the environment.
   *
   * @param stores sections for which there is a store, in order of preference
   * @throws ConfigException the first thing that is wrong
   */
  public static AgentConfig read(Path file, Set<String> stores) throws ConfigException {
    return read(ConfigSource.file(file).read(), stores);
  }

  static AgentConfig read(String file, Map<String, Object> document, Set<String> stores)
      throws ConfigException {
    return read(Document.of(file, document), stores);
  }

  /**
   * @param stores sections for which there is a store, in order of preference
   * @throws ConfigException the first thing that is wrong
   */
  public static AgentConfig read(Document document, Set<String> stores) throws ConfigException {
    RefusedKeys.check(document);
    Section root = new Section(document.places(), "", document.values());
    List<String> warnings = new ArrayList<>();
    ClusterId cluster =
        new ClusterId(
            root.text("namespace").orElse("service"), root.text("scope", "name the cluster"));
    NodeName name = name(root);
    StoreSection store = StoreSelection.select(document, root, stores, warnings);
    RestSection rest = RestReader.read(root.section("restapi", "add it with listen: host:port"));
    CtlSection ctl = CtlReader.read(root.section("ctl"));
    PostgresSection postgres =
        PostgresReader.read(
            root.section("postgresql", "add it with listen, data_dir and authentication"),
            warnings);
    BootstrapSection bootstrap = BootstrapReader.read(root.section("bootstrap"), warnings);
    Tags tags = TagsReader.read(root.section("tags"), warnings);
    WatchdogSection watchdog = WatchdogReader.read(root.section("watchdog"));
    LeashMode leash = LeashMode.read(root);
    LogSection log = LogReader.read(root.section("log"), warnings);
    IGNORED.forEach(root::value);
    root.unread().stream()
        .filter(key -> !RefusedKeys.covers(key))
        .forEach(key -> warnings.add(unread(key)));
    return new AgentConfig(
        cluster,
        name,
        rest,
        ctl,
        store,
        bootstrap,
        postgres,
        tags,
        leash,
        watchdog,
        log,
        Stream.concat(document.warnings().stream(), placed(document, warnings).stream()).toList());
  }

  private static NodeName name(Section root) throws ConfigException {
    try {
      return new NodeName(root.text("name", "give this node a name of its own"));
    } catch (IllegalArgumentException e) {
      throw root.wrong("name", "contains '/'", "use another name");
    }
  }

  private static String unread(String key) {
    return DYNAMIC.contains(key)
        ? key + ": is not read here; set it below bootstrap.dcs or in the dynamic configuration"
        : key + ": is not known to, or not supported by, this version and has no effect";
  }

  /** Each line begins with the key that it is about. */
  private static List<String> placed(Document document, List<String> lines) {
    return lines.stream()
        .map(line -> document.place(line.replaceFirst(":.*", "")) + ": " + line)
        .toList();
  }
}
