package io.matriarch.postgres.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.function.Consumer;

/**
 * A program of the operator's that runs: in a process group of its own, so that all of it can be
 * ended. Thread safe.
 */
public final class ScriptProcess {
  private final Process process;
  private final OutputTail output;

  ScriptProcess(Process process, Consumer<String> lines) {
    this.process = process;
    this.output = OutputTail.of(process, lines);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Calls back with the result once it has ended, on a thread that may be blocked for a moment. */
  public void whenEnded(Consumer<CommandResult> action) {
    process
        .onExit()
        .thenAccept(
            ended -> {
              try {
                action.accept(new CommandResult(ended.exitValue(), output.await()));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /** What it left; only after it has ended. */
  CommandResult result() throws InterruptedException {
    return new CommandResult(process.exitValue(), output.await());
  }

  /** Ends it and everything that it started; does nothing if it has ended. */
  public void kill() {
    if (!process.isAlive()) {
      return;
    }
    try {
      // The group first: whoever lost its parent is not found among the descendants.
      ProcessBuilder kill =
          new ProcessBuilder("kill", "-KILL", "--", "-" + process.pid())
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD);
      Environment.clean(kill.environment(), false);
      kill.start();
    } catch (IOException cannotRun) {
      // What can be found without it is ended below.
    }
    CommandRunner.killTree(process.toHandle());
  }
}
