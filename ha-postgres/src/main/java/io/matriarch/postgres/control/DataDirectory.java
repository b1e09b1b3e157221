package io.matriarch.postgres.control;

import io.matriarch.core.resource.ResourceReport.DataState;
import io.matriarch.postgres.process.OsUser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The data directory as files. Thread safe; blocks on the disk only. */
public final class DataDirectory {
  private static final String CONTROL_FILE = "global/pg_control";
  private static final String STANDBY_SIGNAL = "standby.signal";
  private static final String PRIVATE = "rw-------";

  private final Path path;
  private final OsUser user;

  public DataDirectory(Path path, OsUser user) {
    this.path = path;
    this.user = user;
  }

  /**
   * What was found.
   *
   * @param problem why the data cannot be used, if so
   */
  public record Finding(DataState state, Optional<String> problem) {
    public static Finding of(DataState state) {
      return new Finding(state, Optional.empty());
    }

    public static Finding inaccessible(String problem) {
      return new Finding(DataState.INACCESSIBLE, Optional.of(problem));
    }
  }

  public Path path() {
    return path;
  }

  /** Looks whether there is data that servers of this major version can use; changes nothing. */
  public Finding inspect(int serverMajor) {
    try {
      if (!Files.exists(path) && parentIsReadable()) {
        return Finding.of(DataState.EMPTY);
      }
      if (!Files.isDirectory(path)) {
        return Finding.inaccessible("data directory " + path + " is not a readable directory");
      }
      if (isEmpty()) {
        return Finding.of(DataState.EMPTY);
      }
      if (!holdsData()) {
        return Finding.inaccessible(
            "data directory "
                + path
                + " is not empty and holds no PostgreSQL data: empty it or name another one");
      }
      return usable(serverMajor);
    } catch (AccessDeniedException e) {
      return Finding.inaccessible(
          "data directory " + path + " cannot be read by this user: check owner and mode");
    } catch (IOException e) {
      return Finding.inaccessible("data directory " + path + " cannot be read: " + e.getMessage());
    }
  }

  private Finding usable(int serverMajor) throws IOException {
    String version = Files.readString(path.resolve("PG_VERSION")).strip();
    if (!version.equals(Integer.toString(serverMajor))) {
      return Finding.inaccessible(
          "data directory "
              + path
              + " holds data of PostgreSQL "
              + version
              + " but the server is "
              + serverMajor
              + ": set bin_dir to the programs of version "
              + version);
    }
    if (!user.owns(path)) {
      String owner = Files.getOwner(path).getName();
      return Finding.inaccessible(
          "data directory " + path + " belongs to " + owner + ", not to " + user.name());
    }
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path);
    mode.removeAll(PosixFilePermissions.fromString("rwxr-x---"));
    if (!mode.isEmpty()) {
      return Finding.inaccessible(
          "data directory " + path + " is open to others: chmod it to 0700 or 0750");
    }
    return Finding.of(DataState.PRESENT);
  }

  private boolean parentIsReadable() throws AccessDeniedException {
    Path parent = path.getParent();
    if (parent != null && Files.isDirectory(parent) && !Files.isExecutable(parent)) {
      throw new AccessDeniedException(parent.toString());
    }
    return true;
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> entries = Files.list(path)) {
      return entries
          .map(p -> p.getFileName().toString())
          .allMatch(name -> name.startsWith(".") || name.equals("lost+found"));
    }
  }

  /** Creates the directory, or makes an empty one ready, for the user only. */
  public void create() throws IOException {
    create(path);
  }

  /** Creates another directory likewise. */
  public void create(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      Files.createDirectories(directory);
    }
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    user.own(directory);
  }

  /**
   * Leaves it to a script of the operator's to create a directory that is not there, since some do
   * not take one that is; unless the script's user could not create it.
   */
  public void prepareForScript(Path directory) throws IOException {
    Path parent = directory.toAbsolutePath().getParent();
    Files.createDirectories(parent);
    if (Files.exists(directory) || user.isOther() && !user.owns(parent)) {
      create(directory);
    }
  }

  /** True if there are data of a server, usable or not. */
  public boolean holdsData() {
    return Files.exists(path.resolve(CONTROL_FILE));
  }

  /** True if the server would start as a replica. */
  public boolean hasStandbySignal() {
    return Files.exists(path.resolve(STANDBY_SIGNAL));
  }

  public void createStandbySignal() throws IOException {
    write(path.resolve(STANDBY_SIGNAL), "");
  }

  public void removeStandbySignal() throws IOException {
    Files.deleteIfExists(path.resolve(STANDBY_SIGNAL));
    Files.deleteIfExists(path.resolve("recovery.signal"));
  }

  /** Replaces a file as a whole; it belongs to the user and only the user can read it. */
  public void write(Path file, String content) throws IOException {
    write(file, bytes(content));
  }

  /** Likewise. */
  public void write(Path file, byte[] content) throws IOException {
    replace(file, content, PRIVATE);
  }

  /** Likewise, but the group can read it if it can read the data directory. */
  public void writeForServer(Path file, byte[] content) throws IOException {
    boolean shared =
        Files.exists(path)
            && Files.getPosixFilePermissions(path).contains(PosixFilePermission.GROUP_READ);
    replace(file, content, shared ? "rw-r-----" : PRIVATE);
  }

  public static byte[] bytes(String content) {
    return content.getBytes(StandardCharsets.UTF_8);
  }

  private void replace(Path file, byte[] content, String mode) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    // Written through the channel that created it: nobody can put a link in between.
    try (WritableByteChannel channel =
        Files.newByteChannel(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE)))) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
    user.own(fresh);
    if (!mode.equals(PRIVATE)) {
      // Not at creation, where the umask may take it away.
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(mode));
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Lines of a file of the directory; empty if it is not there. */
  public List<String> lines(String file) throws IOException {
    Path found = path.resolve(file);
    return Files.exists(found) ? Files.readAllLines(found) : List.of();
  }
}
