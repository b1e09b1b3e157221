package io.matriarch.cli.command;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What stands in front of the command. */
@Command(
    name = "matriarchctl",
    synopsisSubcommandLabel = "COMMAND [ARGS]...",
    description = "Looks at PostgreSQL clusters and asks their members to do things.")
public final class GlobalOptions implements Runnable {

  @Option(
      names = {"-c", "--config-file"},
      paramLabel = "FILE",
      description = "Configuration file (environment: PATRONICTL_CONFIG_FILE).")
  private Optional<Path> configFile = Optional.empty();

  @Option(
      names = {"-d", "--dcs-url", "--dcs"},
      paramLabel = "URL",
      description = "The store, e.g. zookeeper://host:2181/namespace (environment: DCS_URL).")
  private Optional<String> dcsUrl = Optional.empty();

  @Option(
      names = {"-k", "--insecure"},
      description = "Do not verify certificates.")
  private boolean insecure;

  @Option(names = "--help", usageHelp = true, description = "Show this message and exit.")
  private boolean help;

  @Spec private CommandSpec spec;

  Optional<Path> configFile() {
    return configFile;
  }

  Optional<String> dcsUrl() {
    return dcsUrl;
  }

  boolean insecure() {
    return insecure;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command; see --help");
  }
}
