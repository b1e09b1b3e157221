package io.matriarch.postgres.tasks;

import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import io.matriarch.postgres.parameters.ConnInfo;
import io.matriarch.postgres.process.CommandResult;
import io.matriarch.postgres.sql.SqlFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces the data directory by a fresh copy. The copy is made beside it; only when it is complete
 * the old directory gets another name, the new one takes its place, and the old one is removed.
 */
public final class RebuildTask {
  private static final Logger LOG = LoggerFactory.getLogger(RebuildTask.class);

  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(3);

  private final Instance instance;
  private final StopTask stop;

  public RebuildTask(Instance instance, StopTask stop) {
    this.instance = instance;
    this.stop = stop;
  }

  public void run(FollowRequest request, TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    task.checkCancelled();
    stop.run(StopMode.IMMEDIATE, task);
    Path directory = realPath();
    Path copy = directory.resolveSibling(directory.getFileName() + ".new");
    instance.passFile().write(request.source());
    refuseIfNotLetIn(request);
    try {
      Directories.delete(copy);
      instance.data().create(copy);
      task.stage(TaskStage.progress("copying from " + request.source().name()));
      copy(request, copy, task);
      task.checkCancelled();
      // Whatever starts it next must not start it as a primary.
      instance.data().write(copy.resolve("standby.signal"), "");
      Optional<Path> old = takePlace(directory, copy);
      instance
          .files()
          .write(
              instance.configure(request.clusterConfig()),
              Optional.of(request.source()),
              request.clusterConfig(),
              instance.programs().major(task.deadline()));
      instance.realignMark().remove();
      old.ifPresent(RebuildTask::removeQuietly);
    } catch (IOException e) {
      throw new ResourceException(
          "cannot replace "
              + directory
              + ": "
              + e.getMessage()
              + "; its parent must be writable, and it must not be a mount point itself",
          e);
    } finally {
      removeQuietly(copy);
    }
  }

  /** A link stays where it is: what it leads to is replaced, on the same file system. */
  private Path realPath() throws ResourceException {
    Path path = instance.data().path();
    try {
      return Files.exists(path) ? path.toRealPath() : path;
    } catch (IOException e) {
      throw new ResourceException("cannot replace " + path + ": " + e.getMessage(), e);
    }
  }

  /** A wrong role or password stays wrong; anything else that keeps us out may pass. */
  private void refuseIfNotLetIn(FollowRequest request) throws ResourceException {
    ReplicationSource source = request.source();
    try (Connection connection =
        instance.connections().replication(source.host(), source.port(), LONGEST_CONNECT)) {
      LOG.debug("let in by {}: {}", source.name(), connection);
    } catch (SQLException e) {
      if (SqlFailure.of(e) == SqlFailure.NOT_ALLOWED) {
        String line = e.getMessage().replaceAll("\\s+", " ");
        throw new ResourceException(
            "cannot copy from "
                + source.name()
                + ": "
                + line
                + "; correct postgresql.authentication.replication, or pg_hba there",
            e,
            true);
      }
    }
  }

  private void copy(FollowRequest request, Path target, TaskContext task)
      throws ResourceException, InterruptedException {
    CommandResult result =
        instance
            .runner()
            .run(
                List.of(
                    instance.programs().path("pg_basebackup"),
                    "--pgdata=" + target,
                    "--wal-method=stream",
                    "--checkpoint=fast",
                    "--no-password",
                    "--dbname=" + ConnInfo.backup(instance.config(), request.source())),
                ConnInfo.environment(instance.config().passFile()),
                task.deadline());
    if (!result.succeeded()) {
      throw new ResourceException(
          "cannot copy from " + request.source().name() + ": " + result.complaint());
    }
  }

  /** The old directory's new name, if there was one worth keeping until now. */
  private Optional<Path> takePlace(Path directory, Path copy) throws IOException {
    if (!Files.exists(directory)) {
      Files.move(copy, directory);
      return Optional.empty();
    }
    Path old = Directories.beside(directory, "old", instance.ticker());
    Files.move(directory, old);
    try {
      Files.move(copy, directory);
    } catch (IOException e) {
      Files.move(old, directory);
      throw e;
    }
    return Optional.of(old);
  }

  private static void removeQuietly(Path directory) {
    try {
      Directories.delete(directory);
    } catch (IOException e) {
      LOG.warn("cannot remove {}: {}; remove it by hand", directory, e.getMessage());
    }
  }
}
