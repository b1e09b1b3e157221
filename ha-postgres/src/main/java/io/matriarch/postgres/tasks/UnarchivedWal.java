package io.matriarch.postgres.tasks;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.postgres.process.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Archives what a stopped server had not archived yet, before {@code pg_rewind} may remove it: the
 * archive would have a gap for ever. An archive that fails or hangs does not keep the node down.
 */
final class UnarchivedWal {
  private static final Logger LOG = LoggerFactory.getLogger(UnarchivedWal.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Instance instance;

  UnarchivedWal(Instance instance) {
    this.instance = instance;
  }

  void archive(MonoTime taskDeadline) throws InterruptedException {
    MonoTime deadline = MonoTime.earlier(taskDeadline, instance.in(PATIENCE));
    try {
      List<Path> ready = ready();
      if (!ready.isEmpty()) {
        String command = command(deadline);
        for (Path mark : command.isEmpty() ? List.<Path>of() : ready) {
          archive(mark, command, deadline);
        }
      }
    } catch (IOException | ResourceException e) {
      LOG.warn("not everything could be archived before pg_rewind: {}", e.getMessage());
    }
  }

  private List<Path> ready() throws IOException {
    Path status = instance.data().path().resolve("pg_wal/archive_status");
    try (Stream<Path> marks = Files.list(status)) {
      return marks.filter(p -> p.toString().endsWith(".ready")).sorted().toList();
    }
  }

  /** As the server would use it; empty if it does not archive. */
  private String command(MonoTime deadline) throws ResourceException, InterruptedException {
    CommandResult result =
        instance
            .runner()
            .run(
                List.of(
                    instance.programs().path("postgres"),
                    "-D",
                    instance.data().path().toString(),
                    "--config-file=" + instance.files().paths().main(),
                    "-C",
                    "archive_command"),
                Map.of("LC_ALL", "C"),
                deadline);
    if (!result.succeeded()) {
      throw new ResourceException("archive_command is not known: " + result.complaint());
    }
    String command = result.output().strip();
    return command.equals("(disabled)") ? "" : command;
  }

  private void archive(Path mark, String command, MonoTime deadline)
      throws IOException, ResourceException, InterruptedException {
    String segment = mark.getFileName().toString().replaceFirst("\\.ready$", "");
    String expanded =
        command
            .replace("%%", "\0")
            .replace("%p", "pg_wal/" + segment)
            .replace("%f", segment)
            .replace("\0", "%");
    CommandResult result =
        instance
            .runner()
            .run(List.of("sh", "-c", expanded), Map.of(), instance.data().path(), deadline);
    if (!result.succeeded()) {
      throw new ResourceException("archive_command failed for " + segment);
    }
    Files.move(mark, mark.resolveSibling(segment + ".done"));
  }
}
