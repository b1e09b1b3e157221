package io.matriarch.postgres.process;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.TaskCancelled;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The programs that work on a data directory, known by what they find in their environment and what
 * they start inherits: a killed agent leaves them behind, and they would go on with their work
 * beside the next agent's. Linux only; elsewhere nobody is found.
 */
public final class Workers {
  private static final String NAME = "MATRIARCH_WORKS_ON";
  private static final Path PROC = Path.of("/proc");

  private final Path dataDir;
  private final Ticker ticker;

  public Workers(Path dataDir, Ticker ticker) {
    this.dataDir = dataDir;
    this.ticker = ticker;
  }

  /** What the environment of a program must have so that it is found. */
  public Map<String, String> environment() {
    return Map.of(NAME, dataDir.toString());
  }

  /**
   * Ends all that run; blocks until the deadline at most.
   *
   * @throws ResourceException some could not be ended
   */
  public void end(MonoTime deadline) throws ResourceException, TaskCancelled, InterruptedException {
    boolean gone =
        Poll.until(
            () -> {
              List<Long> left = all();
              left.forEach(Fence::kill);
              return left.isEmpty();
            },
            deadline,
            ticker);
    if (!gone) {
      throw new ResourceException(
          "programs of a former agent still work on " + dataDir + ": " + all() + "; end them");
    }
  }

  private List<Long> all() {
    List<Long> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        long pid = Long.parseLong(process.getFileName().toString());
        if (ServerProcesses.environment(pid).contains(NAME + "=" + dataDir)) {
          found.add(pid);
        }
      }
    } catch (IOException | DirectoryIteratorException notLinux) {
      return found;
    }
    return found;
  }
}
