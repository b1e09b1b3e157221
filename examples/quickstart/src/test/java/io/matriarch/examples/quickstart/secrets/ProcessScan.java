package io.matriarch.examples.quickstart.secrets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks again and again at what every process of this machine shows of itself, since programs such
 * as {@code pg_basebackup} live for a moment only. Thread safe.
 */
final class ProcessScan implements AutoCloseable {
  private static final Path PROCESSES = Path.of("/proc");
  private static final Duration PAUSE = Duration.ofMillis(10);

  /** What an agent is started by and consists of; it may be told secrets in its environment. */
  private static final Set<String> AGENT =
      Set.of(
          "sh",
          "readlink",
          "dirname",
          "sed",
          "find",
          "env",
          "true",
          "mkdir",
          "java",
          "jspawnhelper");

  private final Collection<String> secrets;
  private final Set<String> found = new ConcurrentSkipListSet<>();
  private final Set<String> programs = new ConcurrentSkipListSet<>();
  private final Thread thread = new Thread(this::run, "scan of processes");
  private volatile boolean open = true;

  private ProcessScan(Collection<String> secrets) {
    this.secrets = secrets;
  }

  static ProcessScan start(Collection<String> secrets) {
    ProcessScan scan = new ProcessScan(List.copyOf(secrets));
    scan.thread.setDaemon(true);
    scan.thread.start();
    return scan;
  }

  /** Where a secret was seen, without the secret. */
  Set<String> found() {
    return new TreeSet<>(found);
  }

  /** The programs that were looked at. */
  Set<String> programs() {
    return new TreeSet<>(programs);
  }

  @Override
  public void close() {
    open = false;
  }

  private void run() {
    while (open) {
      try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
        processes.forEach(this::look);
      } catch (IOException e) {
        found.add("the processes could not be listed: " + e.getMessage());
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private void look(Path process) {
    String line = read(process.resolve("cmdline"));
    String path = line.replaceFirst("[\\00: ].*", "");
    String program = path.substring(path.lastIndexOf('/') + 1);
    programs.add(program);
    if (holdsSecret(line)) {
      found.add("command line of " + program);
    }
    if (!AGENT.contains(program) && showsInEnvironment(process, line)) {
      found.add("environment of " + program);
    }
  }

  /** What becomes another program while it is looked at is not judged by what it was before. */
  private boolean showsInEnvironment(Path process, String line) {
    return !line.isEmpty()
        && holdsSecret(read(process.resolve("environ")))
        && line.equals(read(process.resolve("cmdline")));
  }

  private boolean holdsSecret(String text) {
    return secrets.stream().anyMatch(text::contains);
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException goneOrNotOurs) {
      return "";
    }
  }
}
