package io.matriarch.postgres.process;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.ResourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs PostgreSQL's programs: as the right user, in a cleaned environment, with bounded output and
 * a deadline. Any thread; blocks; at the deadline or when interrupted the program's whole process
 * tree is killed.
 */
public final class CommandRunner {
  private static final Duration LOOK = Duration.ofMillis(200);

  private final OsUser user;
  private final Ticker ticker;

  public CommandRunner(OsUser user, Ticker ticker) {
    this.user = user;
    this.ticker = ticker;
  }

  /** Runs a program in the root directory. */
  public CommandResult run(List<String> command, Map<String, String> environment, MonoTime deadline)
      throws ResourceException, InterruptedException {
    return run(command, environment, Path.of("/"), deadline);
  }

  /**
   * Runs a program with empty input.
   *
   * @throws ResourceException it could not be started or did not end by the deadline
   */
  public CommandResult run(
      List<String> command, Map<String, String> environment, Path directory, MonoTime deadline)
      throws ResourceException, InterruptedException {
    ProcessBuilder builder = builder(command, environment, directory);
    builder.redirectErrorStream(true);
    Process process = start(builder);
    try {
      process.getOutputStream().close();
      OutputTail tail = OutputTail.of(process);
      Duration left = deadline.isFinite() ? deadline.since(ticker.now()) : Duration.ofDays(365);
      if (!process.waitFor(left.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ResourceException(program(command) + " did not end in time and was killed");
      }
      return new CommandResult(process.exitValue(), tail.await());
    } catch (IOException e) {
      throw new ResourceException(program(command) + ": " + e.getMessage(), e);
    } finally {
      killTree(process.toHandle());
    }
  }

  /**
   * Runs a program for as long as it gets on.
   *
   * @param lines gets what it says, line by line, on another thread
   * @throws ResourceException it could not be started, stood still for too long, or did not end by
   *     the deadline
   */
  public CommandResult run(
      List<String> command,
      Map<String, String> environment,
      Movement movement,
      Consumer<String> lines,
      MonoTime deadline)
      throws ResourceException, InterruptedException {
    Process process = start(builder(command, environment, Path.of("/")).redirectErrorStream(true));
    OutputTail tail = OutputTail.of(process, lines.andThen(movement::says));
    try {
      process.getOutputStream().close();
      while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        if (movement.isOver(process.toHandle())) {
          throw new ResourceException(program(command) + " " + movement.complaint());
        }
        if (ticker.now().hasReached(deadline)) {
          throw new ResourceException(program(command) + " did not end in time and was killed");
        }
      }
      return new CommandResult(process.exitValue(), tail.await());
    } catch (IOException e) {
      throw new ResourceException(program(command) + ": " + e.getMessage(), e);
    } finally {
      killTree(process.toHandle());
      awaitRest(tail);
    }
  }

  /** Everything that it has said is heard before anybody judges how far it came. */
  private static void awaitRest(OutputTail tail) {
    boolean interrupted = Thread.interrupted();
    try {
      tail.await();
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  ProcessBuilder builder(List<String> command, Map<String, String> environment, Path directory) {
    List<String> whole = new ArrayList<>(user.prefix());
    whole.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(whole).directory(directory.toFile());
    Environment.clean(builder.environment(), user.isOther());
    builder.environment().putAll(environment);
    return builder;
  }

  static Process start(ProcessBuilder builder) throws ResourceException {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new ResourceException(
          "cannot run " + builder.command().get(0) + ": is it installed, and is bin_dir right?", e);
    }
  }

  /** Kills a process and all its descendants; does nothing if it has ended. */
  static void killTree(ProcessHandle process) {
    if (process.isAlive()) {
      process.descendants().toList().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String program(List<String> command) {
    return String.valueOf(Path.of(command.get(0)).getFileName());
  }
}
