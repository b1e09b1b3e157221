package io.matriarch.cli.command;

import io.matriarch.cli.CtlException;
import io.matriarch.cli.cluster.ConfiguredStore;
import io.matriarch.cli.cluster.StoreOpener;
import io.matriarch.cli.config.CtlConfig;
import io.matriarch.cli.terminal.Aborted;
import io.matriarch.cli.terminal.Terminal;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** One run of the command line. */
public final class Ctl {
  /** Exit code of whatever went wrong. */
  public static final int FAILED = 1;

  private static final int USAGE = 2;

  private final Terminal terminal;
  private final Map<String, String> environment;
  private final Clock clock;
  private final Function<CtlConfig, StoreOpener> stores;

  public Ctl(Terminal terminal, Map<String, String> environment, Clock clock) {
    this(terminal, environment, clock, ConfiguredStore::new);
  }

  /** For tests with a store of their own. */
  Ctl(
      Terminal terminal,
      Map<String, String> environment,
      Clock clock,
      Function<CtlConfig, StoreOpener> stores) {
    this.terminal = terminal;
    this.environment = environment;
    this.clock = clock;
    this.stores = stores;
  }

  /**
   * Carries a command out. Blocks for as long as that takes.
   *
   * @return exit code: 0, also if a member refused what was asked; 1 for errors, 2 for wrong usage
   */
  public int run(String... arguments) {
    GlobalOptions options = new GlobalOptions();
    try (Session session = new Session(options, terminal, environment, clock, stores)) {
      return commandLine(options, session, arguments).execute(arguments);
    }
  }

  private CommandLine commandLine(GlobalOptions options, Session session, String[] arguments) {
    CommandLine line = new CommandLine(options);
    for (Object command : Commands.named(arguments, session)) {
      line.addSubcommand(command);
    }
    line.getSubcommands().values().forEach(command -> command.getCommandSpec().addOption(help()));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    // An argument that begins with @ is what it is.
    line.setExpandAtFiles(false);
    line.setParameterExceptionHandler((wrong, given) -> usage(wrong));
    line.setExecutionExceptionHandler((failure, where, result) -> failed(failure));
    return line;
  }

  private static OptionSpec help() {
    return OptionSpec.builder("--help")
        .usageHelp(true)
        .description("Show this message and exit.")
        .build();
  }

  private int usage(ParameterException wrong) {
    terminal.error("Error: " + oneLine(wrong.getMessage()));
    return USAGE;
  }

  private int failed(Exception failure) {
    if (failure instanceof Aborted) {
      terminal.error("Aborted!");
    } else if (failure instanceof CtlException) {
      terminal.error("Error: " + oneLine(failure.getMessage()));
    } else {
      // A defect of ours; its text may quote anything, so only its kind is shown.
      terminal.error(
          "Error: unexpected " + failure.getClass().getSimpleName() + "; please report it");
    }
    return FAILED;
  }

  private static String oneLine(String message) {
    return message.replaceAll("\\s*\\R\\s*", " ");
  }
}
