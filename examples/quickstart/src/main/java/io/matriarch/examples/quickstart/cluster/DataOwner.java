package io.matriarch.examples.quickstart.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.List;

/** Who owns the data: this user, or {@code postgres} if this is root. */
public final class DataOwner {
  private static final String OTHER = "postgres";

  private final boolean root;

  private DataOwner(boolean root) {
    this.root = root;
  }

  /** The owner that a node started by this process will use, too. */
  public static DataOwner ofThisProcess() {
    try {
      return new DataOwner(
          Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid")));
    } catch (IOException | UnsupportedOperationException e) {
      throw new TrialException("this machine has no /proc; Linux is needed", e);
    }
  }

  /** Creates a directory that only the owner may enter. */
  public void create(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    give(directory);
  }

  /** Makes an existing file or directory the owner's. */
  public void give(Path path) throws IOException {
    if (!root) {
      return;
    }
    UserPrincipalLookupService users = path.getFileSystem().getUserPrincipalLookupService();
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    view.setOwner(users.lookupPrincipalByName(OTHER));
    view.setGroup(users.lookupPrincipalByGroupName(OTHER));
  }

  /** What a command line begins with to run one of PostgreSQL's programs as the owner. */
  public List<String> prefix() {
    return root
        ? List.of("setpriv", "--reuid", OTHER, "--regid", OTHER, "--clear-groups", "--")
        : List.of();
  }
}
