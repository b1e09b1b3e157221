package io.matriarch.postgres.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;
import java.util.Optional;

/**
 * Who runs PostgreSQL's programs and owns its files. PostgreSQL refuses to run as root, so an agent
 * that is root hands everything of PostgreSQL to another user, whose group has the same name; any
 * other agent runs it as itself.
 */
public final class OsUser {
  private static final Path SELF = Path.of("/proc/self");
  private static final String UID = "unix:uid";

  private final Optional<String> other;

  private OsUser(Optional<String> other) {
    this.other = other;
  }

  /** {@code user} if this process is root, else whoever runs this process. */
  public static OsUser forThisProcess(String user) {
    return new OsUser(isRoot() ? Optional.of(user) : Optional.empty());
  }

  /** What a command line begins with. */
  public List<String> prefix() {
    return other
        .map(u -> List.of("setpriv", "--reuid", u, "--regid", u, "--clear-groups", "--"))
        .orElse(List.of());
  }

  /** True if programs run as somebody else than this process. */
  public boolean isOther() {
    return other.isPresent();
  }

  /** The user's name, for messages. */
  public String name() {
    return other.orElse(System.getProperty("user.name"));
  }

  /**
   * Makes a file or a directory the user's; nothing to do unless this process is root. A link is
   * not followed: the user could have put it there to get hold of another file.
   */
  public void own(Path path) throws IOException {
    if (other.isPresent()) {
      PosixFileAttributeView view =
          Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
      view.setOwner(principal(path));
      view.setGroup(lookup(path).lookupPrincipalByGroupName(other.get()));
    }
  }

  /** Whether a file belongs to the user, as far as the platform can tell. */
  public boolean owns(Path path) throws IOException {
    if (other.isPresent()) {
      return Files.getOwner(path).equals(principal(path));
    }
    try {
      return Files.getAttribute(path, UID).equals(Files.getAttribute(SELF, UID));
    } catch (IOException | UnsupportedOperationException notLinux) {
      return true;
    }
  }

  private UserPrincipal principal(Path path) throws IOException {
    try {
      return lookup(path).lookupPrincipalByName(other.orElseThrow());
    } catch (UserPrincipalNotFoundException e) {
      throw new IOException(
          "there is no user '" + other.orElseThrow() + "' to run PostgreSQL as: create it", e);
    }
  }

  private static UserPrincipalLookupService lookup(Path path) {
    return path.getFileSystem().getUserPrincipalLookupService();
  }

  private static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(SELF, UID));
    } catch (IOException | UnsupportedOperationException notLinux) {
      return "root".equals(System.getProperty("user.name"));
    }
  }
}
