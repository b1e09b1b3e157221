package io.matriarch.agent.config;

import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Tags;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads a whole configuration file. Blocks for as long as reading a file takes; no state. */
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

  private AgentConfigReader() {}

  /**
   * @param stores sections for which there is a store, in order of preference
   * @throws ConfigException the first thing that is wrong
   */
  public static AgentConfig read(Path file, Set<String> stores) throws ConfigException {
    return read(file.toString(), YamlFile.read(file), stores);
  }

  static AgentConfig read(String file, Map<String, Object> document, Set<String> stores)
      throws ConfigException {
    RefusedKeys.check(file, document);
    Section root = new Section(file, "", document);
    List<String> warnings = new ArrayList<>();
    ClusterId cluster =
        new ClusterId(
            root.text("namespace").orElse("service"), root.text("scope", "name the cluster"));
    NodeName name = name(root);
    StoreSection store = StoreSelection.select(file, root, stores, warnings);
    RestSection rest = rest(root.section("restapi", "add it with listen: host:port"));
    PostgresSection postgres =
        PostgresReader.read(
            root.section("postgresql", "add it with listen, data_dir and authentication"),
            warnings);
    BootstrapSection bootstrap = BootstrapReader.read(root.section("bootstrap"), warnings);
    Tags tags = TagsReader.read(root.section("tags"), warnings);
    if (tags.values().containsKey("replicatefrom")) {
      warnings.add("tags.replicatefrom: is published, but this version replicates from the leader");
    }
    List<String> notes = watchdog(root.section("watchdog"));
    String level = logLevel(root.section("log"));
    root.unread().stream()
        .filter(key -> !RefusedKeys.covers(key))
        .forEach(key -> warnings.add(unread(key)));
    return new AgentConfig(
        cluster,
        name,
        rest,
        store,
        bootstrap,
        postgres,
        tags,
        level,
        prefixed(file, notes),
        prefixed(file, warnings));
  }

  private static NodeName name(Section root) throws ConfigException {
    try {
      return new NodeName(root.text("name", "give this node a name of its own"));
    } catch (IllegalArgumentException e) {
      throw root.wrong("name", "contains '/'", "use another name");
    }
  }

  private static RestSection rest(Section section) throws ConfigException {
    HostPort listen = AddressReader.listen(section, 0);
    return new RestSection(listen, AddressReader.connect(section, listen));
  }

  /** A required one was refused before; any other mode allows to do without. */
  private static List<String> watchdog(Section section) throws ConfigException {
    String mode = section.text("mode").orElse("off").toLowerCase(Locale.ROOT);
    section.value("device");
    section.value("driver");
    section.value("safety_margin");
    return switch (mode) {
      case "off", "disable", "disabled" -> List.of();
      case "automatic", "auto" ->
          List.of("watchdog.mode: automatic: this version uses no watchdog");
      default -> throw section.wrong("mode", "is not a mode", "use off or automatic");
    };
  }

  private static String logLevel(Section section) throws ConfigException {
    String level = section.text("level").orElse("INFO").toUpperCase(Locale.ROOT);
    return switch (level) {
      case "DEBUG", "INFO", "WARN", "ERROR" -> level;
      case "WARNING" -> "WARN";
      case "FATAL", "CRITICAL" -> "ERROR";
      default ->
          throw section.wrong("level", "is not a level", "use DEBUG, INFO, WARNING or ERROR");
    };
  }

  private static String unread(String key) {
    return DYNAMIC.contains(key)
        ? key + ": is not read here; set it below bootstrap.dcs or in the dynamic configuration"
        : key + ": is not known to, or not supported by, this version and has no effect";
  }

  private static List<String> prefixed(String file, List<String> lines) {
    return lines.stream().map(line -> file + ": " + line).toList();
  }
}
