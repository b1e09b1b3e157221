package io.matriarch.postgres.tasks;

import io.matriarch.core.resource.ResourceException;
import io.matriarch.postgres.control.Disk;
import io.matriarch.postgres.control.WorkMark;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data directory's place, where one copy takes over from another. A copy in the making has a
 * name that nobody takes for data, a complete one another, so that {@link Aftermath} can go on
 * wherever this ends. One thread.
 */
final class Replacement {
  private static final Logger LOG = LoggerFactory.getLogger(Replacement.class);
  private static final String OLD = "old";

  private final Instance instance;
  private final Path directory;

  private Replacement(Instance instance, Path directory) {
    this.instance = instance;
    this.directory = directory;
  }

  /** A link stays where it is: what it leads to is replaced, on the same file system. */
  static Replacement of(Instance instance) throws ResourceException {
    Path path = instance.data().path();
    try {
      // A link whose target is gone for a moment still names the place.
      Path place =
          Files.isSymbolicLink(path) ? path.resolveSibling(Files.readSymbolicLink(path)) : path;
      return new Replacement(instance, Files.exists(place) ? place.toRealPath() : place);
    } catch (IOException e) {
      throw new ResourceException("cannot replace " + path + ": " + e.getMessage(), e);
    }
  }

  Path directory() {
    return directory;
  }

  /** Where a fresh copy is made. */
  Path copy() {
    return directory.resolveSibling(directory.getFileName() + ".new");
  }

  /** Where a complete one waits for the moment in which it takes the place. */
  Path complete() {
    return directory.resolveSibling(directory.getFileName() + ".ready");
  }

  ResourceException failed(IOException e) {
    return new ResourceException("cannot replace " + directory + ": " + e.getMessage(), e);
  }

  /**
   * @throws ResourceException nothing can be given another name here, so that no copy could take
   *     over
   */
  void refuseUnlessReplaceable() throws ResourceException {
    Path parent = directory.getParent();
    try {
      Files.createDirectories(parent);
      if (!Files.isWritable(parent)) {
        throw new ResourceException(
            "cannot replace " + directory + ": " + parent + " must be writable for the agent");
      }
      if (Disk.isMountPoint(directory)) {
        throw new ResourceException(
            "cannot replace "
                + directory
                + ": a file system is mounted there; use a directory inside of it as data_dir");
      }
    } catch (IOException e) {
      throw failed(e);
    } catch (UnsupportedOperationException notUnix) {
      LOG.debug("cannot tell mount points here: {}", notUnix.getMessage());
    }
  }

  /** The name under which what is there would be put aside now. */
  Path nameAside() {
    return Directories.beside(directory, OLD, instance.ticker());
  }

  /** Gives what is there that name; empty if there is nothing. */
  Optional<Path> putAside(Path old) throws IOException {
    if (!Files.exists(directory)) {
      return Optional.empty();
    }
    Disk.move(directory, old);
    return Optional.of(old);
  }

  /** Puts back what was put aside, in the place of whatever is there. */
  void putBack(Optional<Path> old) throws IOException {
    Directories.delete(directory);
    if (old.isPresent()) {
      Disk.move(old.get(), directory);
    }
  }

  /** From now on the fresh copy counts. */
  void complete(Path copy) throws IOException {
    Directories.delete(complete());
    Disk.move(copy, complete());
  }

  /** The complete copy takes the place; the former one's new name, if there was one. */
  Optional<Path> takePlace() throws IOException, ResourceException {
    Optional<WorkMark.Entry> mark = instance.workMark().read();
    Optional<Path> old = putAside(nameAside());
    try {
      // In between: what it says is not about the copy that comes.
      instance.workMark().remove();
      Disk.move(complete(), directory);
    } catch (IOException | ResourceException e) {
      putBack(old);
      if (mark.isPresent()) {
        instance.workMark().set(mark.get());
      }
      throw e;
    }
    return old;
  }

  /** What former replacements have put aside. */
  List<Path> former() {
    List<Path> former = new ArrayList<>();
    String pattern = directory.getFileName() + "." + OLD + "-*";
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory.getParent(), pattern)) {
      found.forEach(former::add);
    } catch (IOException e) {
      LOG.debug("cannot look for former copies: {}", e.getMessage());
    }
    return former;
  }

  static void remove(Path directory) {
    try {
      Directories.delete(directory);
    } catch (IOException e) {
      LOG.warn("cannot remove {}: {}; remove it by hand", directory, e.getMessage());
    }
  }
}
