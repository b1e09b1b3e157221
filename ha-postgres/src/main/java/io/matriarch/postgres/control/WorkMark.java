package io.matriarch.postgres.control;

import io.matriarch.core.resource.ResourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Says, beside the data directory, that work on it began and has not ended well. Whoever comes
 * after a killed agent, or a crashed machine, learns from it what the directory holds; inside of
 * the directory {@code pg_rewind} itself would remove it. Thread safe.
 */
public final class WorkMark {
  private static final String WORK = "work";
  private static final String FORMER = "former";
  private static final String WHOLE = "former-is-whole";
  private static final Set<Work> SPOILING = EnumSet.of(Work.CHANGING, Work.REPLACING);

  private final Path file;

  public WorkMark(Path dataDir) {
    file = dataDir.resolveSibling(dataDir.getFileName() + ".realigning");
  }

  /** What is being done. */
  public enum Work {
    /** A replica's data recover without {@code standby.signal}, which is to come back. */
    RECOVERING,
    /** The data may be damaged from now on: they must be copied afresh. */
    CHANGING,
    /** Other data are being made in the directory's place. */
    REPLACING,
    /** A new cluster is being made, which nobody has used yet. */
    CREATING
  }

  /**
   * What the mark says.
   *
   * @param former where the data were put that were there before, if they were put aside
   * @param formerIsWhole whether these can be used
   */
  public record Entry(Work work, Optional<Path> former, boolean formerIsWhole) {}

  /** Empty if there is none. One that cannot be understood says the worst. */
  public Optional<Entry> read() {
    Map<String, String> fields = new TreeMap<>();
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      for (String line : Files.readAllLines(file)) {
        int equals = line.indexOf('=');
        if (equals > 0) {
          fields.put(line.substring(0, equals), line.substring(equals + 1));
        }
      }
    } catch (IOException notReadable) {
      fields.clear();
    }
    return Optional.of(
        new Entry(
            work(fields.getOrDefault(WORK, "")),
            Optional.ofNullable(fields.get(FORMER)).map(Path::of),
            "true".equals(fields.get(WHOLE))));
  }

  private static Work work(String name) {
    for (Work work : Work.values()) {
      if (work.name().equals(name)) {
        return work;
      }
    }
    return Work.CHANGING;
  }

  /** True if what is in the directory must be copied afresh. */
  public boolean forbidsUse() {
    return read().filter(entry -> SPOILING.contains(entry.work())).isPresent();
  }

  /** The problem in one line, for whoever wants to use the copy. */
  public String complaint() {
    return file
        + " says that a rewind or another work on this copy did not end: it must be copied afresh";
  }

  public void set(Work work) throws ResourceException {
    set(new Entry(work, Optional.empty(), false));
  }

  /** On the disk when this returns. */
  public void set(Entry entry) throws ResourceException {
    String text = WORK + "=" + entry.work() + "\n" + WHOLE + "=" + entry.formerIsWhole() + "\n";
    String former = entry.former().map(path -> FORMER + "=" + path + "\n").orElse("");
    try {
      Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
      Files.writeString(fresh, text + former);
      Disk.sync(fresh);
      Disk.move(fresh, file);
    } catch (IOException e) {
      throw new ResourceException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  public void remove() throws ResourceException {
    try {
      if (Files.deleteIfExists(file)) {
        Disk.sync(file.toAbsolutePath().getParent());
      }
    } catch (IOException e) {
      throw new ResourceException("cannot remove " + file + ": " + e.getMessage(), e);
    }
  }
}
