package io.matriarch.postgres.leash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two processes of a leash, found by the address that they were given. */
final class LeashProcess {
  private static final Logger LOG = LoggerFactory.getLogger(LeashProcess.class);

  private static final Duration GONE = Duration.ofSeconds(1);

  private LeashProcess() {}

  /** Those of the leash that listens there, frozen or not; the elder one first. */
  static List<ProcessHandle> find(Path socket) {
    String name = socket.toString();
    return ProcessHandle.allProcesses()
        .filter(process -> isGiven(process, name))
        .sorted(Comparator.comparing(LeashProcess::startedAt).thenComparing(ProcessHandle::pid))
        .toList();
  }

  private static Instant startedAt(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.MAX);
  }

  /**
   * The compiled one is a program with two arguments, the other one is an argument of its shell.
   */
  private static boolean isGiven(ProcessHandle process, String socket) {
    List<String> words = List.of(process.info().arguments().orElse(new String[0]));
    int last = words.size() - 1;
    return last >= 1
        && words.get(last).equals(socket)
        && (last == 1 || words.get(last - 2).contains("leash"));
  }

  /** On return they are gone. Whichever sees the other one die makes another, if it can. */
  static void kill(Path socket) throws IOException {
    long deadline = System.nanoTime() + GONE.toNanos();
    List<ProcessHandle> old = find(socket);
    while (!old.isEmpty()) {
      old.forEach(ProcessHandle::destroyForcibly);
      // The end of a process that is nobody's child is announced to nobody.
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      old = find(socket);
      if (!old.isEmpty() && System.nanoTime() > deadline) {
        throw new IOException(
            "the former leash, process " + old.get(0).pid() + ", cannot be killed");
      }
    }
  }

  /** Waits until it listens. */
  static void start(Path program, Path dataDir, Path socket, Duration within) throws IOException {
    ProcessBuilder leash =
        new ProcessBuilder(program.toString(), dataDir.toString(), socket.toString())
            .redirectErrorStream(true);
    // It outlives this process, and needs none of the secrets that may be among the settings.
    leash.environment().clear();
    Process process = leash.start();
    process.getOutputStream().close();
    CompletableFuture<String> said = CompletableFuture.supplyAsync(() -> firstLine(process));
    String line = await(said, within, "the leash does not start");
    if (!line.startsWith("ready")) {
      throw new IOException("the leash does not start: " + line);
    }
    LOG.info("leash for {}: {}", dataDir, line);
  }

  private static String firstLine(Process process) {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      return Optional.ofNullable(out.readLine()).orElse("it said nothing");
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  private static <T> T await(CompletableFuture<T> future, Duration within, String complaint)
      throws IOException {
    try {
      return future.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(complaint + ": interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(complaint, e);
    }
  }
}
