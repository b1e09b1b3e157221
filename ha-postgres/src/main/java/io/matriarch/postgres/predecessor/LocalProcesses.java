package io.matriarch.postgres.predecessor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** What the kernel tells about processes of this machine; nothing where there is no Linux. */
final class LocalProcesses {
  private static final int STATE = 0;
  private static final int START_TICKS = 19;

  private final Path proc;

  LocalProcesses(Path proc) {
    this.proc = proc;
  }

  static LocalProcesses ofThisMachine() {
    return new LocalProcesses(Path.of("/proc"));
  }

  /** This process; empty if the platform does not tell. */
  Optional<ProcessMark> self() {
    long pid = ProcessHandle.current().pid();
    try {
      return Optional.of(
          new ProcessMark(boot(), namespace(), pid, Long.parseLong(stat(pid)[START_TICKS])));
    } catch (IOException | RuntimeException notLinux) {
      return Optional.empty();
    }
  }

  /**
   * True only if this process certainly runs no more. Nothing can be said of one from another boot,
   * which may have run on another machine, or from another container.
   */
  boolean isDead(ProcessMark mark) {
    try {
      if (!mark.boot().equals(boot()) || !mark.namespace().equals(namespace())) {
        return false;
      }
      String[] stat = stat(mark.pid());
      boolean ended = stat[STATE].equals("Z") || stat[STATE].equals("X");
      return ended || Long.parseLong(stat[START_TICKS]) != mark.startTicks();
    } catch (NoSuchFileException noSuchProcess) {
      return true;
    } catch (IOException | RuntimeException unknown) {
      return false;
    }
  }

  private String boot() throws IOException {
    return Files.readString(proc.resolve("sys/kernel/random/boot_id")).strip();
  }

  private String namespace() throws IOException {
    return Files.readSymbolicLink(proc.resolve("self/ns/pid")).toString();
  }

  /** The fields behind the command's name, which may itself contain blanks and brackets. */
  private String[] stat(long pid) throws IOException {
    String line = Files.readString(proc.resolve(Long.toString(pid)).resolve("stat"));
    return line.substring(line.lastIndexOf(')') + 2).split(" ");
  }
}
