package io.matriarch.postgres.predecessor;

import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.model.RunState;
import io.matriarch.core.model.Versioned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last dynamic configuration, kept in the data directory so that a node can start with it when
 * the store has none. Used by one thread.
 */
public final class DynamicConfigCache {
  private static final Logger LOG = LoggerFactory.getLogger(DynamicConfigCache.class);

  private final Path dataDir;
  private final Path file;
  private Optional<String> kept = Optional.empty();

  public DynamicConfigCache(Path dataDir) {
    this.dataDir = dataDir;
    this.file = dataDir.resolve("patroni.dynamic.json");
  }

  /** Empty if there is none, or none that can be used. */
  public Optional<String> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      kept = Optional.of(Files.readString(file)).filter(ClusterConfig::isUsable);
    } catch (IOException e) {
      LOG.warn("{}: cannot be read, going on without it", file);
    }
    return kept;
  }

  /**
   * Writes what the store has, if that is new. Only beside a running server: a directory that is
   * being filled must stay as its filler left it.
   */
  public void keep(NodeStatus status) {
    Optional<String> current = status.view().flatMap(view -> view.config()).map(Versioned::value);
    if (status.state() != RunState.RUNNING
        || current.isEmpty()
        || current.equals(kept)
        || !ClusterConfig.isUsable(current.get())) {
      return;
    }
    kept = current;
    try {
      replace(current.get());
    } catch (IOException e) {
      LOG.warn("{}: cannot be written ({})", file, e.getMessage());
    }
  }

  private void replace(String text) throws IOException {
    PosixFileAttributes directory = Files.readAttributes(dataDir, PosixFileAttributes.class);
    boolean groupReads =
        PosixFilePermissions.toString(directory.permissions()).charAt("rwxr".length() - 1) == 'r';
    Path temporary = Files.createTempFile(dataDir, "patroni.dynamic.", ".tmp");
    try {
      Files.writeString(temporary, text);
      PosixFileAttributeView view =
          Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
      view.setPermissions(PosixFilePermissions.fromString(groupReads ? "rw-r-----" : "rw-------"));
      if (!view.readAttributes().owner().equals(directory.owner())) {
        view.setOwner(directory.owner());
        view.setGroup(directory.group());
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
