package io.matriarch.examples.launcher.cli;

import io.matriarch.agent.config.ConfigSource;
import io.matriarch.core.wire.Versions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The whole command line. */
@Command(
    name = "matriarch",
    description = "Runs a node of a cluster until it is told to end.",
    sortOptions = false,
    footer = {
      "",
      "CONFIG is a YAML file, or a directory of them; without it the configuration is read from",
      "the environment. matriarch --supervise CONFIG starts the node again when it has died.",
      "Exit codes: 0 ended as asked, 1 wrong configuration or failed, 2 misuse, 70 internal error."
    })
public final class Arguments {
  private static final int MISUSED = 2;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "CONFIG",
      description = "the configuration; with --generate-sample-config the file to write")
  private Path path;

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private Mode mode = new Mode();

  @Option(
      names = {"-i", "--ignore-listen-port"},
      description = "with --validate-config: what the node listens on may be in use")
  private boolean ignoreListenPort;

  @Option(
      names = {"-p", "--print"},
      description = "with --validate-config: print the configuration, environment included")
  private boolean print;

  @Option(names = "--show-secrets", description = "with --print: print passwords and the like, too")
  private boolean showSecrets;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "print this")
  private boolean help;

  private static final class Mode {
    @Option(names = "--version", description = "print the version")
    private boolean version;

    @Option(
        names = "--validate-config",
        description = "name everything that is wrong with the configuration")
    private boolean validate;

    @Option(names = "--generate-sample-config", description = "write a configuration to begin with")
    private boolean sample;
  }

  /**
   * Does what the arguments ask for.
   *
   * @param stores sections for which there is a store
   * @return the exit code; empty if a node is to be run
   */
  public static OptionalInt carryOut(
      String[] arguments, Map<String, String> environment, Set<String> stores) {
    Arguments parsed = new Arguments();
    CommandLine line = new CommandLine(parsed);
    try {
      line.parseArgs(arguments);
    } catch (CommandLine.ParameterException e) {
      line.getErr().println("matriarch: " + e.getMessage());
      line.usage(line.getErr());
      return OptionalInt.of(MISUSED);
    }
    return parsed.carryOut(environment, stores);
  }

  /** What names the configuration. */
  public static Optional<Path> config(String[] arguments) {
    Arguments parsed = new Arguments();
    new CommandLine(parsed).parseArgs(arguments);
    return Optional.ofNullable(parsed.path);
  }

  private OptionalInt carryOut(Map<String, String> environment, Set<String> stores) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Optional<Path> named = Optional.ofNullable(path);
    if (help) {
      spec.commandLine().usage(out);
      return OptionalInt.of(0);
    }
    if (mode.version) {
      out.println("matriarch " + Versions.OURS);
      return OptionalInt.of(0);
    }
    if (mode.validate) {
      ConfigSource source = new ConfigSource(named, environment);
      return OptionalInt.of(
          new ValidateConfig(source, stores, out, err).run(!ignoreListenPort, print, showSecrets));
    }
    if (mode.sample) {
      return OptionalInt.of(new SampleConfig(environment, out, err).run(named));
    }
    return OptionalInt.empty();
  }
}
