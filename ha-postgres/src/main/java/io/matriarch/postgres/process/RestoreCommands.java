package io.matriarch.postgres.process;

import io.matriarch.core.model.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds a {@code restore_command} that hangs while a replica is to be promoted: the server waits
 * for it without end. Only what the command itself started may be killed, never the shell that the
 * server waits for: a shell that dies by a signal makes the server give up recovery and end.
 */
public final class RestoreCommands {
  private static final Pattern STARTUP_PROCESS = Pattern.compile("postgres: (.*: )?startup\\b.*");

  private final Ticker ticker;

  public RestoreCommands(Ticker ticker) {
    this.ticker = ticker;
  }

  /** What a command that has been running for longer than the patience has started. */
  public List<ProcessHandle> hanging(long postmaster, Duration patience) {
    return ProcessHandle.of(postmaster).stream()
        .flatMap(ProcessHandle::children)
        .filter(RestoreCommands::isStartupProcess)
        .flatMap(ProcessHandle::children)
        .filter(shell -> age(shell).compareTo(patience) >= 0)
        .flatMap(ProcessHandle::descendants)
        .toList();
  }

  private Duration age(ProcessHandle process) {
    Instant now = ticker.wallClock();
    return Duration.between(process.info().startInstant().orElse(now), now);
  }

  private static boolean isStartupProcess(ProcessHandle process) {
    try {
      // The title that the server gives itself; Java's own view of the command line is unreliable
      // for processes that rewrote it.
      String title = Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
      return STARTUP_PROCESS.matcher(title.replace('\0', ' ').strip()).matches();
    } catch (IOException gone) {
      return false;
    }
  }
}
