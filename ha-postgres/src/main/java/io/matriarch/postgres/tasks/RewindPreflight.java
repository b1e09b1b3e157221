package io.matriarch.postgres.tasks;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.postgres.control.ControlFile;
import io.matriarch.postgres.sql.SourceInventory;
import io.matriarch.postgres.sql.SqlFailure;
import io.matriarch.postgres.timeline.Comparison;
import io.matriarch.postgres.timeline.Fork;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether {@code pg_rewind} can work, found out before anything is touched: it notices some of this
 * late, and what it leaves then is good for nothing.
 */
final class RewindPreflight {
  private static final Duration CONNECT = Duration.ofSeconds(3);

  private final Instance instance;
  private final Comparison comparison;

  RewindPreflight(Instance instance, Comparison comparison) {
    this.instance = instance;
    this.comparison = comparison;
  }

  /**
   * What is known.
   *
   * @param there what the source has
   * @param objection why not; empty: there is nothing against it
   */
  record Finding(SourceInventory there, Optional<String> objection) {}

  /**
   * @param restores whether WAL that is gone can be had from an archive
   * @throws ResourceException the source cannot be asked now
   */
  Finding look(ReplicationSource source, boolean restores, MonoTime deadline)
      throws ResourceException, InterruptedException {
    Checklist list = new Checklist(instance.memory(), "rewind from " + source.name());
    ControlFile control = instance.control().read(deadline);
    list.add("page changes are logged", hints(control));
    SourceInventory there = SourceInventory.UNKNOWN;
    try (Connection connection = instance.connections().remote(source, CONNECT)) {
      there = SourceInventory.ask(connection);
      list.add("rights", rights(source, there));
    } catch (SQLException e) {
      if (SqlFailure.of(e) != SqlFailure.NOT_ALLOWED) {
        throw new ResourceException("cannot ask " + source.name() + ": " + line(e), e);
      }
      list.add("rights", Optional.of(source.name() + " does not let us in: " + line(e)));
    }
    if (list.objection().isEmpty() && !restores) {
      Optional<Fork> fork = comparison.fork(source, deadline);
      list.add("own WAL since the fork", ownWal(fork, control));
      list.add(
          "WAL of " + source.name() + " since the fork", theirWal(source, fork, control, there));
    }
    return new Finding(there, list.objection());
  }

  private static Optional<String> hints(ControlFile control) {
    return control.hintsLogged()
        ? Optional.empty()
        : Optional.of("neither data checksums nor wal_log_hints were on");
  }

  private Optional<String> rights(ReplicationSource source, SourceInventory there) {
    String role = instance.config().rewind().user();
    return there.missingRights().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "role %s may not call %s at %s: grant EXECUTE on it"
                .formatted(role, String.join(", ", there.missingRights()), source.name()));
  }

  private Optional<String> ownWal(Optional<Fork> fork, ControlFile control) {
    return fork.map(f -> f.localSegment(control.segmentBytes()))
        .filter(name -> !Files.exists(instance.data().path().resolve("pg_wal").resolve(name)))
        .map(name -> "WAL file " + name + ", in which the histories part, is gone here");
  }

  private static Optional<String> theirWal(
      ReplicationSource source, Optional<Fork> fork, ControlFile control, SourceInventory there) {
    return fork.map(f -> f.segmentName(control.segmentBytes()))
        .filter(name -> !there.walFiles().isEmpty())
        .filter(name -> there.walFiles().stream().noneMatch(file -> file.endsWith(name)))
        .map(
            name ->
                "WAL file " + name + ", in which the histories part, is gone at " + source.name());
  }

  private static String line(SQLException e) {
    return e.getMessage().replaceAll("\\s+", " ");
  }
}
