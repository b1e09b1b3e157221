package io.matriarch.postgres.control;

import io.matriarch.core.model.Lsn;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.postgres.process.CommandResult;
import io.matriarch.postgres.process.CommandRunner;
import io.matriarch.postgres.process.ServerPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code pg_control} with PostgreSQL's own program. Any thread; takes some milliseconds. */
public final class ControlFileReader {
  private static final Map<String, String> LIMITS =
      Map.of(
          "max_connections setting", "max_connections",
          "max_worker_processes setting", "max_worker_processes",
          "max_wal_senders setting", "max_wal_senders",
          "max_prepared_xacts setting", "max_prepared_transactions",
          "max_locks_per_xact setting", "max_locks_per_transaction");

  private final Path dataDir;
  private final ServerPrograms programs;
  private final CommandRunner runner;
  private volatile ControlFile lastRead;

  public ControlFileReader(Path dataDir, ServerPrograms programs, CommandRunner runner) {
    this.dataDir = dataDir;
    this.programs = programs;
    this.runner = runner;
  }

  /**
   * @throws ResourceException it cannot be read, or was written by another major version
   */
  public ControlFile read(MonoTime deadline) throws ResourceException, InterruptedException {
    CommandResult result =
        runner.run(
            List.of(programs.path("pg_controldata"), "-D", dataDir.toString()),
            Map.of("LC_ALL", "C"),
            deadline);
    if (!result.succeeded()) {
      throw new ResourceException("cannot read pg_control: " + result.complaint());
    }
    ControlFile found = parse(result.fields());
    lastRead = found;
    return found;
  }

  /**
   * What the file says now, without running a program: for those who look at it often. What does
   * not change while a server runs comes from the latest {@link #read}.
   *
   * @return empty if nothing was read before, or this file cannot be read that way
   */
  public Optional<ControlFile> glance() {
    ControlFile known = lastRead;
    if (known == null) {
      return Optional.empty();
    }
    try {
      return ControlGlance.of(Files.readAllBytes(dataDir.resolve("global/pg_control")))
          .filter(glance -> glance.systemId().equals(known.systemId()))
          .map(known::with);
    } catch (IOException notReadable) {
      return Optional.empty();
    }
  }

  static ControlFile parse(Map<String, String> fields) throws ResourceException {
    try {
      Map<String, Integer> limits = new LinkedHashMap<>();
      LIMITS.forEach((field, name) -> limits.put(name, Integer.valueOf(fields.get(field))));
      return new ControlFile(
          fields.get("Database system identifier"),
          fields.get("Database cluster state"),
          Lsn.parse(fields.get("Latest checkpoint location")),
          Long.parseLong(fields.get("Latest checkpoint's TimeLineID")),
          Lsn.parse(fields.get("Minimum recovery ending location")),
          Long.parseLong(fields.get("Min recovery ending loc's timeline")),
          "on".equals(fields.get("wal_log_hints setting"))
              || !"0".equals(fields.get("Data page checksum version")),
          Long.parseLong(fields.get("Bytes per WAL segment")),
          limits);
    } catch (RuntimeException unexpected) {
      throw new ResourceException("pg_controldata said something unexpected", unexpected);
    }
  }
}
