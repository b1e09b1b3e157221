package io.matriarch.postgres.process;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.TaskCancelled;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs programs of the operator's, as the user that PostgreSQL runs as. Any thread. */
public final class Scripts {
  private final OsUser user;
  private final Ticker ticker;

  public Scripts(OsUser user, Ticker ticker) {
    this.user = user;
    this.ticker = ticker;
  }

  /** Looks at a waiting task. */
  @FunctionalInterface
  public interface Look {
    /** True if it is not worth waiting any longer. */
    boolean isOver() throws ResourceException, TaskCancelled, InterruptedException;
  }

  /**
   * Starts a program without input and returns at once.
   *
   * @throws ResourceException it cannot be started
   */
  public ScriptProcess start(List<String> words, Map<String, String> environment)
      throws ResourceException {
    return start(words, environment, line -> {});
  }

  private ScriptProcess start(
      List<String> words, Map<String, String> environment, Consumer<String> lines)
      throws ResourceException {
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.addAll(user.prefix());
    command.addAll(words);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(Redirect.from(new File("/dev/null")));
    Environment.cleanForScripts(builder.environment(), user.isOther());
    builder.environment().putAll(environment);
    try {
      return new ScriptProcess(builder.start(), lines);
    } catch (IOException e) {
      throw new ResourceException("cannot run " + words.get(0) + ": " + e.getMessage(), e);
    }
  }

  /**
   * Runs a program until it ends, the deadline comes or looking says so; in the latter cases, and
   * if looking throws, it is killed.
   *
   * @throws ResourceException it cannot be started, or did not end by the deadline
   */
  public CommandResult run(
      List<String> words, Map<String, String> environment, MonoTime deadline, Look look)
      throws ResourceException, TaskCancelled, InterruptedException {
    ScriptProcess script = start(words, environment);
    try {
      boolean ended = Poll.until(() -> !script.isAlive() || look.isOver(), deadline, ticker);
      if (script.isAlive()) {
        throw new ResourceException(
            words.get(0) + (ended ? " was not waited for" : " did not end in time") + ": killed");
      }
      return script.result();
    } finally {
      script.kill();
    }
  }

  /**
   * The same, for as long as it gets on.
   *
   * @throws ResourceException likewise, or it stood still for too long
   */
  public CommandResult run(
      List<String> words,
      Map<String, String> environment,
      Movement movement,
      MonoTime deadline,
      Look look)
      throws ResourceException, TaskCancelled, InterruptedException {
    ScriptProcess script = start(words, environment, movement::says);
    try {
      Poll.until(
          () -> {
            if (movement.isOver(script.handle())) {
              throw new ResourceException(words.get(0) + " " + movement.complaint());
            }
            return !script.isAlive() || look.isOver();
          },
          deadline,
          ticker);
      if (script.isAlive()) {
        throw new ResourceException(words.get(0) + " did not end in time: killed");
      }
      return script.result();
    } finally {
      script.kill();
    }
  }
}
