package io.matriarch.postgres.tasks;

import io.matriarch.core.model.Permit;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.ResourceReport.DataState;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import io.matriarch.postgres.parameters.EffectiveSettings;
import io.matriarch.postgres.process.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Creates a new cluster. If it fails, what was made gets another name, {@code
 * <directory>.failed-…}, and is kept.
 */
public final class BootstrapTask {
  private static final Set<String> FORBIDDEN =
      Set.of("pgdata", "nosync", "no-sync", "pwfile", "sync-only", "version", "username");
  private static final Duration ROLES_WITHIN = Duration.ofSeconds(10);

  private final Instance instance;
  private final StartTask start;

  public BootstrapTask(Instance instance, StartTask start) {
    this.instance = instance;
    this.start = start;
  }

  public void run(Permit permit, String clusterConfig, TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    task.checkCancelled();
    long fences = instance.postmaster().fences();
    int major = instance.programs().major(task.deadline());
    if (instance.data().inspect(major).state() != DataState.EMPTY) {
      throw new ResourceException(
          "cannot create a cluster: data directory " + instance.data().path() + " is not empty");
    }
    refuseForbiddenOptions();
    instance.memory().filling(true);
    try {
      initdb(task);
      EffectiveSettings settings = instance.configure(clusterConfig);
      appendHba(settings);
      instance.files().write(settings, Optional.empty(), clusterConfig, major);
      task.passPointOfNoReturn(permit);
      start.launch(settings.controlled(), fences, task);
      createRoles();
    } catch (IOException e) {
      throw new ResourceException("cannot create a cluster: " + e.getMessage() + keep(), e);
    } catch (ResourceException e) {
      throw new ResourceException(e.getMessage() + keep(), e, e.fatal());
    } catch (TaskCancelled | InterruptedException e) {
      keep();
      throw e;
    } finally {
      instance.memory().filling(false);
    }
  }

  private void refuseForbiddenOptions() throws ResourceException {
    for (String option : instance.config().initdbOptions()) {
      String name = option.replaceFirst("^--", "").replaceFirst("=.*$", "");
      if (FORBIDDEN.contains(name)) {
        throw new ResourceException(
            "bootstrap.initdb: option '" + name + "' is not allowed; remove it", null, true);
      }
    }
  }

  private void initdb(TaskContext task)
      throws IOException, ResourceException, InterruptedException {
    task.stage(TaskStage.progress("initdb"));
    instance.data().create();
    Optional<Path> passwordFile = passwordFile();
    try {
      List<String> command = new ArrayList<>(List.of(instance.programs().path("initdb")));
      command.addAll(instance.config().initdbOptions());
      command.add("--username=" + instance.config().superuser().user());
      passwordFile.ifPresent(file -> command.add("--pwfile=" + file));
      command.add(instance.data().path().toString());
      CommandResult result = instance.runner().run(command, Map.of(), task.deadline());
      if (!result.succeeded()) {
        throw new ResourceException("initdb failed: " + result.complaint());
      }
    } finally {
      if (passwordFile.isPresent()) {
        Files.deleteIfExists(passwordFile.get());
      }
    }
  }

  private Optional<Path> passwordFile() throws IOException {
    Optional<String> password = instance.config().superuser().password();
    if (password.isEmpty()) {
      return Optional.empty();
    }
    Path file =
        Files.createTempFile(
            "matriarch",
            ".pw",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, password.get() + "\n");
    instance.user().own(file);
    return Optional.of(file);
  }

  private void appendHba(EffectiveSettings settings) throws IOException {
    List<String> lines = instance.config().bootstrapPgHba();
    if (settings.pgHba().isEmpty() && !lines.isEmpty()) {
      Files.writeString(
          instance.data().path().resolve("pg_hba.conf"),
          "\n" + String.join("\n", lines) + "\n",
          StandardOpenOption.APPEND);
    }
  }

  private void createRoles() throws ResourceException {
    try (Connection connection =
        instance.connections().local("matriarch bootstrap", ROLES_WITHIN)) {
      new InitialRoles(instance.config()).create(connection);
    } catch (SQLException e) {
      throw new ResourceException("cannot create the cluster's roles: " + e.getMessage(), e);
    }
  }

  /** What to add to the message. */
  private String keep() {
    instance.postmaster().fence();
    Path directory = instance.data().path();
    Path kept = Directories.beside(directory, "failed", instance.ticker());
    try {
      if (Files.exists(directory)) {
        Files.move(directory, kept);
        return "; what was made is kept as " + kept;
      }
      return "";
    } catch (IOException e) {
      return "; what was made is still in " + directory + " and must be removed by hand";
    }
  }
}
