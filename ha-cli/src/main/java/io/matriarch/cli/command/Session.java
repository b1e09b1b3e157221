package io.matriarch.cli.command;

import io.matriarch.cli.CtlException;
import io.matriarch.cli.cluster.Cluster;
import io.matriarch.cli.cluster.ClusterPage;
import io.matriarch.cli.cluster.Clusters;
import io.matriarch.cli.cluster.StoreOpener;
import io.matriarch.cli.config.CtlConfig;
import io.matriarch.cli.config.CtlConfigReader;
import io.matriarch.cli.format.Format;
import io.matriarch.cli.rest.RestClient;
import io.matriarch.cli.terminal.Questions;
import io.matriarch.cli.terminal.Terminal;
import io.matriarch.core.api.SystemTicker;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** What all commands of one run share; each part is made when it is first needed. */
final class Session implements AutoCloseable {
  private final GlobalOptions options;
  private final Terminal terminal;
  private final Map<String, String> environment;
  private final Clock clock;
  private final Function<CtlConfig, StoreOpener> stores;
  private Optional<CtlConfig> config = Optional.empty();
  private Optional<Clusters> clusters = Optional.empty();
  private Optional<RestClient> rest = Optional.empty();

  Session(
      GlobalOptions options,
      Terminal terminal,
      Map<String, String> environment,
      Clock clock,
      Function<CtlConfig, StoreOpener> stores) {
    this.options = options;
    this.terminal = terminal;
    this.environment = environment;
    this.clock = clock;
    this.stores = stores;
  }

  Terminal terminal() {
    return terminal;
  }

  Questions questions() {
    return new Questions(terminal);
  }

  Map<String, String> environment() {
    return environment;
  }

  Clock clock() {
    return clock;
  }

  CtlConfig config() {
    if (config.isEmpty()) {
      config =
          Optional.of(
              CtlConfigReader.read(
                  options.configFile().or(() -> given("PATRONICTL_CONFIG_FILE").map(Path::of)),
                  defaultFile(),
                  environment,
                  options.dcsUrl().or(() -> given("DCS_URL")),
                  options.insecure()));
    }
    return config.get();
  }

  Clusters clusters() {
    if (clusters.isEmpty()) {
      clusters = Optional.of(new Clusters(stores.apply(config()), new SystemTicker()));
    }
    return clusters.get();
  }

  RestClient rest() {
    if (rest.isEmpty()) {
      rest = Optional.of(new RestClient(config().access()));
    }
    return rest.get();
  }

  /** The cluster that is named, or the configured one. */
  String scope(Optional<String> named) {
    return named
        .or(() -> config().scope())
        .orElseThrow(() -> new CtlException("no cluster is named and no scope is configured"));
  }

  Cluster read(String scope, OptionalInt group) {
    return clusters().read(scope, group);
  }

  /** Prints the members as people see them in most commands. */
  void show(Cluster cluster) {
    terminal.line(ClusterPage.render(cluster, Format.PRETTY, false));
  }

  private Path defaultFile() {
    String folder =
        given("XDG_CONFIG_HOME").orElseGet(() -> given("HOME").orElse("/") + "/.config");
    return Path.of(folder, "patroni", "patronictl.yaml");
  }

  private Optional<String> given(String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(text -> !text.isEmpty());
  }

  @Override
  public void close() {
    clusters.ifPresent(Clusters::close);
  }
}
