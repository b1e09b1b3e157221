package io.matriarch.postgres.tasks;

import io.matriarch.core.config.Values;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import io.matriarch.postgres.CustomBootstrap;
import io.matriarch.postgres.process.CommandResult;
import io.matriarch.postgres.process.Poll;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first data of a cluster by a program of the operator's, e.g. restored from a backup. They may
 * hold anybody's roles and rules, so only local connections are trusted until ours are in place.
 * One thread.
 */
final class CustomCluster {
  private static final String AUTO_CONF = "postgresql.auto.conf";

  private final Instance instance;
  private final CustomBootstrap method;
  private Optional<String> foundHba = Optional.empty();
  private List<String> foundAutoConf = List.of();

  CustomCluster(Instance instance, CustomBootstrap method) {
    this.instance = instance;
    this.method = method;
  }

  void make(TaskContext task)
      throws IOException, ResourceException, TaskCancelled, InterruptedException {
    task.stage(TaskStage.progress("running custom bootstrap script"));
    instance.data().prepareForScript(instance.data().path());
    Map<String, String> parameters = new LinkedHashMap<>(method.options());
    if (!method.noParams()) {
      parameters.put("scope", instance.config().scope());
      parameters.put("datadir", instance.data().path().toString());
    }
    List<String> words = new ArrayList<>(method.command().words());
    parameters.forEach((key, value) -> words.add("--" + key + "=" + value));
    CommandResult result =
        instance
            .scripts()
            .run(
                words,
                instance.workers().environment(),
                task.deadline(),
                () -> {
                  task.checkCancelled();
                  return false;
                });
    if (!result.succeeded() || !instance.data().holdsData()) {
      String left = result.succeeded() ? "no data" : result.complaint();
      throw new ResourceException(
          "custom bootstrap failed: %s (%s) ended with %d: %s"
              .formatted(method.name(), method.command(), result.exitCode(), left));
    }
    foundAutoConf = instance.data().lines(AUTO_CONF);
    Files.deleteIfExists(path("promote"));
  }

  /** To be called when our own configuration has been written, before the first start. */
  void prepareRecovery() throws IOException {
    Path hba = instance.files().paths().hba();
    foundHba = Files.exists(hba) ? Optional.of(Files.readString(hba)) : Optional.empty();
    instance.data().write(hba, "local all all trust\nhost all all samehost trust\n");
    if (!method.recoveryConf().isEmpty()) {
      instance.data().removeStandbySignal();
      Map<String, String> settings = new LinkedHashMap<>(method.recoveryConf());
      String standby = settings.remove("standby_mode");
      boolean asStandby = standby != null && Values.bool(standby).orElse(false);
      instance.data().write(path(asStandby ? "standby.signal" : "recovery.signal"), "");
      List<String> lines = new ArrayList<>(instance.data().lines(AUTO_CONF));
      settings.forEach((name, value) -> lines.add(name + " = '" + quoted(value) + "'"));
      writeAutoConf(lines);
    } else if (method.keepExistingRecoveryConf()) {
      writeAutoConf(foundAutoConf);
    } else {
      instance.data().removeStandbySignal();
    }
  }

  private void writeAutoConf(List<String> lines) throws IOException {
    instance.data().write(path(AUTO_CONF), String.join("\n", lines) + "\n");
  }

  private static String quoted(String value) {
    return value.replace("\\", "\\\\").replace("'", "''");
  }

  /** Recovery takes as long as it takes. */
  void awaitPrimary(TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    task.stage(TaskStage.progress("waiting for end of recovery after bootstrap"));
    ControlWatch control = new ControlWatch(instance);
    boolean writable =
        Poll.until(
            () -> {
              task.checkCancelled();
              if (!instance.postmaster().alive()) {
                throw new ResourceException(
                    "PostgreSQL ended in recovery: " + instance.postmaster().complaint());
              }
              return control.look(false).isInProduction();
            },
            task.deadline(),
            instance.ticker());
    if (!writable) {
      throw new ResourceException("recovery after bootstrap did not end in time");
    }
  }

  /** Puts back who may connect; our own rules, where configured, are written by who called. */
  void restoreHba() throws IOException {
    if (foundHba.isPresent()) {
      instance.data().write(instance.files().paths().hba(), foundHba.get());
    }
  }

  private Path path(String file) {
    return instance.data().path().resolve(file);
  }
}
