package io.matriarch.postgres.tasks;

import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.postgres.ReplicaMethod;
import io.matriarch.postgres.process.Movement;
import io.matriarch.postgres.sql.SourceInventory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** What is going to be done to rejoin, in words. */
final class RejoinPlan {
  private RejoinPlan() {}

  /** How long it may take. */
  static String bound(Duration patience) {
    return " (ended after " + Movement.text(patience) + " without progress)";
  }

  static String copy(
      ReplicaMethod method, ReplicationSource source, CopyPreflight.Finding finding) {
    String how = method.isBaseBackup() ? "copy from " + source.name() : "copy by " + method.name();
    return finding
        .objection()
        .map(why -> how + ", which cannot be done now: " + why)
        .orElse(how + " (" + finding.room() + ")");
  }

  /** Why there is no room to rewind; WAL of the source is what it copies as a whole. */
  static Optional<String> rewindRoom(SourceInventory there, Path dataDir) throws ResourceException {
    OptionalLong needed =
        there.walBytes().isPresent()
            ? OptionalLong.of(there.walBytes().getAsLong() + Room.BESIDE / 4)
            : OptionalLong.empty();
    try {
      return Room.at(dataDir, needed).objection(OptionalLong.empty());
    } catch (IOException e) {
      throw new ResourceException("cannot look for room: " + e.getMessage(), e);
    }
  }
}
