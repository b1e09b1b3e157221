package io.matriarch.cli.command;

import io.matriarch.cli.CtlException;
import io.matriarch.cli.cluster.Cluster;
import io.matriarch.cli.config.ConfigEdit;
import io.matriarch.cli.config.MergePatch;
import io.matriarch.cli.format.DiffText;
import io.matriarch.cli.format.YamlText;
import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.config.ConfigProblem;
import io.matriarch.core.config.Json;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.StoreDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "edit-config", description = "Changes the dynamic configuration.")
final class EditConfigCommand implements Runnable {
  private static final String INPUT = "-";

  private final Session session;

  @Mixin private ClusterOption clusterOption = new ClusterOption();

  @Option(
      names = {"-q", "--quiet"},
      description = "Do not show what changes.")
  private boolean quiet;

  @Option(
      names = {"-s", "--set"},
      paramLabel = "KEY=VALUE",
      description = "Set a value; null removes it.")
  private List<String> settings = List.of();

  @Option(
      names = {"-p", "--pg"},
      paramLabel = "PARAMETER=VALUE",
      description = "Set a parameter of PostgreSQL; null removes it.")
  private List<String> parameters = List.of();

  @Option(
      names = "--apply",
      paramLabel = "FILE",
      description = "Merge a YAML file into the configuration; - reads the input.")
  private Optional<String> apply = Optional.empty();

  @Option(
      names = "--replace",
      paramLabel = "FILE",
      description = "Replace the configuration by a YAML file; - reads the input.")
  private Optional<String> replace = Optional.empty();

  @Option(names = "--force", description = "Do not ask.")
  private boolean force;

  EditConfigCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Cluster cluster = clusterOption.read(session);
    Versioned stored =
        cluster
            .view()
            .config()
            .orElseThrow(
                () ->
                    new CtlException(
                        "The config key does not exist in the cluster " + cluster.name()));
    Map<String, Object> before = cluster.config();
    Map<String, Object> after = changed(before);
    String diff = DiffText.unified(YamlText.block(before), YamlText.block(after));
    if (diff.isEmpty()) {
      session.terminal().line("Not changed");
      return;
    }
    if (!quiet) {
      session.terminal().line(session.terminal().isScreen() ? DiffText.coloured(diff) : diff);
    }
    String text = Json.compact(after);
    warn(stored.value(), text, cluster.view().isMixed());
    if (!force && !session.questions().confirm("Apply these changes?")) {
      return;
    }
    Expected asSeen = new Expected.Version(stored.version());
    if (!session.clusters().write(cluster, new StoreDocument.Config(text), asSeen)) {
      throw new CtlException("Config modification aborted due to concurrent changes");
    }
    session.terminal().line("Configuration changed");
  }

  private Map<String, Object> changed(Map<String, Object> before) {
    Map<String, Object> document = before;
    if (replace.isPresent()) {
      document = file(replace.get());
    }
    if (apply.isPresent()) {
      document = MergePatch.apply(document, file(apply.get()));
    }
    for (String setting : settings) {
      document = ConfigEdit.set(document, setting);
    }
    for (String setting : parameters) {
      document = ConfigEdit.setParameter(document, setting);
    }
    boolean nothingGiven =
        replace.isEmpty() && apply.isEmpty() && settings.isEmpty() && parameters.isEmpty();
    return nothingGiven
        ? mapping("edited text", session.terminal().edit(YamlText.block(before)))
        : document;
  }

  private Map<String, Object> file(String name) {
    if (name.equals(INPUT)) {
      if (!force) {
        throw new CtlException("Use --force option if you want to apply changes from stdin");
      }
      return mapping("input", session.terminal().readAll());
    }
    try {
      return mapping(name, Files.readString(Path.of(name)));
    } catch (IOException e) {
      throw new CtlException(name + ": does not exist or cannot be read; name a YAML file");
    }
  }

  private static Map<String, Object> mapping(String source, String text) {
    return Json.asObject(YamlText.read(source, text))
        .orElseThrow(
            () -> new CtlException(source + ": holds no 'key: value' pairs; correct the YAML"));
  }

  /** Members take what they can use; whoever writes the rest shall know. */
  private void warn(String before, String after, boolean mixed) {
    List<ConfigProblem> known = ClusterConfig.parse(before, mixed).problems();
    ClusterConfig.parse(after, mixed).problems().stream()
        .filter(problem -> !known.contains(problem))
        .forEach(problem -> session.terminal().error("Warning: " + problem));
  }
}
