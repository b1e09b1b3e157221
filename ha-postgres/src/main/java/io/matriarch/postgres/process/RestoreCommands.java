package io.matriarch.postgres.process;

import io.matriarch.core.model.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Finds a {@code restore_command} that hangs while a replica is to be promoted: the server waits
 * for it without end. Only what the command itself started may be killed, never the shell that the
 * server waits for: a shell that dies by a signal makes the server give up recovery and end.
 */
public final class RestoreCommands {

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
    return ServerTitle.of(process.pid()).matches("startup\\b.*");
  }
}
