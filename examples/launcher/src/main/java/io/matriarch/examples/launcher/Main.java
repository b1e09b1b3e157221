package io.matriarch.examples.launcher;

import io.matriarch.agent.config.ConfigException;
import io.matriarch.agent.config.ConfigSource;
import io.matriarch.core.api.Stores;
import io.matriarch.examples.launcher.cli.Arguments;
import io.matriarch.examples.launcher.log.LogSetup;
import io.matriarch.examples.launcher.log.Severity;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code matriarch CONFIG} runs a node until it is told to end; options ask for something else. */
public final class Main {
  private static final int FAILED = 1;

  private Main() {}

  public static void main(String[] arguments) {
    int code = run(arguments);
    LogSetup.finish();
    System.exit(code);
  }

  /** The usual way to run a node passes by the reading of options, which takes its time. */
  private static int run(String[] arguments) {
    boolean plain = arguments.length == 0 || arguments.length == 1 && !arguments[0].startsWith("-");
    if (plain) {
      return node(Arrays.stream(arguments).findFirst().map(Path::of));
    }
    Map<String, String> environment = System.getenv();
    OptionalInt code = Arguments.carryOut(arguments, environment, Stores.names());
    return code.isPresent() ? code.getAsInt() : node(Arguments.config(arguments));
  }

  private static int node(Optional<Path> config) {
    Logger log = LoggerFactory.getLogger(Main.class);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, e) -> log.error("thread {} ended unexpectedly: {}", thread.getName(), line(e), e));
    try {
      return new Launch(new ConfigSource(config, System.getenv())).run();
    } catch (ConfigException | StartException e) {
      log.error(Severity.CRITICAL, "{}", e.getMessage());
    } catch (InterruptedException e) {
      log.error("interrupted while starting");
    } catch (RuntimeException | LinkageError e) {
      log.error(Severity.CRITICAL, "cannot start, by an internal error: {}", line(e), e);
    }
    return FAILED;
  }

  private static String line(Throwable e) {
    return e.toString().replaceAll("\\s+", " ");
  }
}
