package io.matriarch.cli.config;

import io.matriarch.agent.config.ConfigException;
import io.matriarch.agent.config.ConfigSource;
import io.matriarch.cli.CtlException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the configuration. Blocks for as long as reading files takes; no state. */
public final class CtlConfigReader {
  private static final String VARIABLES = "PATRONI_";

  /** In the order in which they are looked for. */
  private static final List<String> STORES =
      List.of("kubernetes", "raft", "zookeeper", "exhibitor", "consul", "etcd3", "etcd");

  private CtlConfigReader() {}

  /**
   * @param file named by the operator; it must exist
   * @param byDefault read if it exists and none is named
   * @param environment its {@code PATRONI_} variables count more than the file
   * @param dcsUrl replaces the store that is configured
   * @param insecure do not verify certificates, whatever is configured
   */
  public static CtlConfig read(
      Optional<Path> file,
      Path byDefault,
      Map<String, String> environment,
      Optional<String> dcsUrl,
      boolean insecure) {
    file.filter(named -> !Files.isReadable(named))
        .ifPresent(
            missing -> {
              throw new CtlException(
                  missing
                      + ": does not exist or cannot be read; check the -c/--config-file parameter");
            });
    Optional<DcsUrl> url = dcsUrl.map(DcsUrl::parse);
    Optional<Path> used = file.or(() -> Optional.of(byDefault).filter(Files::isReadable));
    Map<String, Object> document = document(used, environment);
    return new CtlConfig(
        used.map(Path::toString).orElse(""),
        text(document, "scope"),
        url.flatMap(DcsUrl::namespace).or(() -> text(document, "namespace")).orElse("service"),
        url.map(DcsUrl::store).or(() -> store(document)),
        group(document),
        RestAccess.read(document, insecure));
  }

  /** Without any source there is nothing to be read, which need not be wrong. */
  private static Map<String, Object> document(
      Optional<Path> file, Map<String, String> environment) {
    boolean variables = environment.keySet().stream().anyMatch(name -> name.startsWith(VARIABLES));
    if (file.isEmpty() && !variables) {
      return Map.of();
    }
    try {
      return new ConfigSource(file, environment).read().values();
    } catch (ConfigException e) {
      throw new CtlException(e.getMessage());
    }
  }

  private static Optional<StoreChoice> store(Map<String, Object> document) {
    return STORES.stream()
        .filter(document::containsKey)
        .findFirst()
        .map(name -> new StoreChoice(name, CtlConfig.section(document, name)));
  }

  private static OptionalInt group(Map<String, Object> document) {
    return CtlConfig.section(document, "citus").get("group") instanceof Number number
        ? OptionalInt.of(number.intValue())
        : OptionalInt.empty();
  }

  private static Optional<String> text(Map<String, Object> document, String key) {
    return Optional.ofNullable(document.get(key)).map(Object::toString).filter(t -> !t.isBlank());
  }
}
