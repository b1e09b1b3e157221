package io.matriarch.examples.launcher;

import io.matriarch.agent.config.ConfigException;
import io.matriarch.core.wire.Versions;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code matriarch CONFIG.yml} runs a node until it is told to end. */
public final class Main {
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) {
    if (arguments.length == 1 && arguments[0].equals("--version")) {
      System.out.println("matriarch " + Versions.OURS);
      return 0;
    }
    if (arguments.length != 1 || arguments[0].startsWith("-")) {
      System.err.println("usage: matriarch CONFIG.yml | --version");
      return MISUSED;
    }
    Logger log = LoggerFactory.getLogger(Main.class);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, e) -> log.error("thread {} ended unexpectedly: {}", thread.getName(), line(e), e));
    try {
      return new Launch(Path.of(arguments[0])).run();
    } catch (ConfigException | StartException e) {
      log.error("{}", e.getMessage());
    } catch (InterruptedException e) {
      log.error("interrupted while starting");
    } catch (RuntimeException | LinkageError e) {
      log.error("cannot start, by an internal error: {}", line(e), e);
    }
    return FAILED;
  }

  private static String line(Throwable e) {
    return e.toString().replaceAll("\\s+", " ");
  }
}
